package dev.breakwater.dialect.gemini;

import dev.breakwater.dialect.Answer;
import dev.breakwater.dialect.AnswerReader;
import dev.breakwater.dialect.AnswerState;
import dev.breakwater.dialect.Classification;
import dev.breakwater.dialect.Dialect;
import dev.breakwater.dialect.ErrorKind;
import dev.breakwater.dialect.MediaTypes;
import dev.breakwater.dialect.ModelChange;
import dev.breakwater.dialect.ModelPlace;
import dev.breakwater.dialect.Operation;
import dev.breakwater.dialect.PathSegment;
import dev.breakwater.dialect.Rejection;
import dev.breakwater.dialect.RequestFacts;
import dev.breakwater.dialect.RequestFields;
import dev.breakwater.dialect.RetryAfter;
import dev.breakwater.json.JsonText;
import dev.breakwater.message.ByteSlices;
import dev.breakwater.message.Headers;
import dev.breakwater.message.Request;
import dev.breakwater.message.ServerSentEvents;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Gemini in its own format. The path names the model; where a body repeats it, it does so with a prefix. */
public final class GeminiDialect implements Dialect {
    private static final String PREFIX = "models/";

    @Override
    public String name() {
        return "gemini";
    }

    @Override
    public RequestFacts facts(Request request) {
        String path = request.url().path();
        Operation operation = request.method().equals("POST") ? GeminiPaths.operation(path) : Operation.OTHER;
        RequestFields fields = RequestFields.read(request.body());
        PathSegment segment = GeminiPaths.model(path);
        String model = segment == null ? null : segment.text(path);
        return fields.facts(operation, GeminiPaths.streams(path), model);
    }

    @Override
    public ErrorKind classify(int status, Headers headers, byte[] body) {
        return Classification.of(status, headers, body);
    }

    @Override
    public long retryAfterNanos(Headers headers, byte[] body, long nowEpochMillis) {
        return RetryAfter.nanos(headers, body, nowEpochMillis);
    }

    /** A stream that was not asked for with {@code alt=sse} is one document: an array that grows. */
    @Override
    public @Nullable AnswerReader reader(RequestFacts facts, @Nullable String contentType) {
        if (!facts.operation().inference()) {
            return null;
        }
        AnswerState state = new AnswerState();
        GeminiFields fields = new GeminiFields(state);
        if (MediaTypes.isEventStream(contentType, facts.stream())) {
            return Answer.stream(state, fields, ServerSentEvents::new);
        }
        return MediaTypes.isDocument(contentType) ? Answer.document(state, fields) : null;
    }

    @Override
    public @Nullable ModelChange withModel(Request request, RequestFacts facts, String model) {
        String path = request.url().path();
        if (GeminiPaths.namesModelInside(path)) {
            return null;
        }
        ModelChange change = ModelPlace.change(request, facts, GeminiPaths.model(path), model);
        byte[] body = request.body().bytes();
        return change == null || change.body() == null || body == null
                ? change
                : new ModelChange(change.path(), repeat(body, facts, model));
    }

    @Override
    public byte[] errorBody(Rejection rejection) {
        String status = switch (rejection.status()) {
            case 402 -> "FAILED_PRECONDITION";
            case 429 -> "RESOURCE_EXHAUSTED";
            default -> "UNAVAILABLE";
        };
        return Dialect.utf8("{\"error\":{\"code\":" + rejection.status() + ",\"message\":"
                + JsonText.quote(rejection.message()) + ",\"status\":\"" + status
                + "\",\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":"
                + JsonText.quote(rejection.code()) + "}]}}");
    }

    private static ByteSlices repeat(byte[] body, RequestFacts facts, String model) {
        int text = facts.modelStart() + 1;
        boolean prefixed = new String(
                        body, text, Math.min(PREFIX.length(), facts.modelEnd() - text), StandardCharsets.ISO_8859_1)
                .equals(PREFIX);
        String name = prefixed ? PREFIX + model : model;
        return ByteSlices.splice(body, facts.modelStart(), facts.modelEnd(), JsonText.quoteUtf8(name));
    }
}
