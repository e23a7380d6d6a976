package dev.breakwater.call;

import dev.breakwater.dialect.AnswerReader;
import dev.breakwater.dialect.Dialect;
import dev.breakwater.dialect.ErrorKind;
import dev.breakwater.dialect.ModelChange;
import dev.breakwater.dialect.Operation;
import dev.breakwater.dialect.Rejection;
import dev.breakwater.dialect.RequestFacts;
import dev.breakwater.dialect.StreamRepair;
import dev.breakwater.dialect.TokenUsage;
import dev.breakwater.message.Body;
import dev.breakwater.message.ByteSlices;
import dev.breakwater.message.Headers;
import dev.breakwater.message.Request;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A wire format small enough to see through: the body of a request is "model" or "model stream", the body of an error is the
 * name of its kind, Retry-After is in seconds. So the engine's tests depend on no provider.
 */
final class TestDialect implements Dialect {
    static final String CONTINUED = " continued";

    @Override
    public String name() {
        return "test";
    }

    @Override
    public RequestFacts facts(Request request) {
        byte[] bytes = request.body().bytes();
        if (bytes == null) {
            return RequestFacts.UNKNOWN;
        }
        String[] words = new String(bytes, StandardCharsets.UTF_8).split(" ");
        return new RequestFacts(Operation.CHAT, words[0], words.length > 1, 0, words[0].length(), -1, false);
    }

    @Override
    public ErrorKind classify(int status, Headers headers, byte[] body) {
        if (body.length > 0) {
            return ErrorKind.valueOf(new String(body, StandardCharsets.UTF_8));
        }
        return switch (status) {
            case 429 -> ErrorKind.RATE_LIMITED;
            case 401, 403 -> ErrorKind.KEY_REJECTED;
            case 408, 409, 425 -> ErrorKind.TRANSIENT;
            case 529 -> ErrorKind.OVERLOADED;
            default -> status >= 500 ? ErrorKind.SERVER_ERROR : ErrorKind.BAD_REQUEST;
        };
    }

    @Override
    public long retryAfterNanos(Headers headers, byte[] body, long nowEpochMillis) {
        String seconds = headers.first("retry-after");
        return seconds == null ? -1 : TimeUnit.SECONDS.toNanos(Long.parseLong(seconds));
    }

    @Override
    public @Nullable AnswerReader reader(RequestFacts facts, @Nullable String contentType) {
        return new TestAnswerReader();
    }

    /** Passes everything as it is; a continuation is the request with a word more. */
    @Override
    public StreamRepair repair(Request request, RequestFacts facts) {
        return new StreamRepair() {
            @Override
            public ByteBuffer pass(ByteBuffer bytes) {
                return bytes;
            }

            @Override
            public ByteBuffer rest() {
                return ByteBuffer.allocate(0);
            }

            @Override
            public boolean resumable() {
                return true;
            }

            @Override
            public boolean complete() {
                return false;
            }

            @Override
            public Request continued(Request asked) {
                byte[] more = (new String(asked.body().bytes(), StandardCharsets.UTF_8) + CONTINUED)
                        .getBytes(StandardCharsets.UTF_8);
                return new Request(asked.method(), asked.url(), asked.headers(), Body.of(more));
            }

            @Override
            public void resume(boolean continued) {}

            @Override
            public @Nullable TokenUsage total(@Nullable TokenUsage last) {
                return last;
            }

            @Override
            public boolean diverged() {
                return false;
            }
        };
    }

    @Override
    public @Nullable ModelChange withModel(Request request, RequestFacts facts, String model) {
        byte[] bytes = request.body().bytes();
        return bytes == null
                ? null
                : new ModelChange(
                        null,
                        ByteSlices.splice(
                                bytes, facts.modelStart(), facts.modelEnd(), model.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public byte[] errorBody(Rejection rejection) {
        return Dialect.utf8("{\"error\":{\"code\":\"" + rejection.code() + "\"}}");
    }
}
