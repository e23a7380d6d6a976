package dev.breakwater.dialect.anthropic;

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
import dev.breakwater.dialect.StreamRepair;
import dev.breakwater.json.JsonText;
import dev.breakwater.message.Headers;
import dev.breakwater.message.Request;
import dev.breakwater.message.ServerSentEvents;
import org.jspecify.annotations.Nullable;

/** Anthropic, by itself or behind Vertex, where the path names the model. */
public final class AnthropicDialect implements Dialect {

    @Override
    public String name() {
        return "anthropic";
    }

    @Override
    public RequestFacts facts(Request request) {
        String path = request.url().path();
        RequestFields fields = RequestFields.read(request.body());
        PathSegment published = published(path);
        boolean streamed = fields.stream(path.endsWith(":streamRawPredict"));
        Operation operation = request.method().equals("POST") ? operation(path) : Operation.OTHER;
        return fields.facts(operation, streamed, published == null ? null : published.text(path));
    }

    @Override
    public ErrorKind classify(int status, Headers headers, byte[] body) {
        return Classification.of(status, headers, body);
    }

    @Override
    public long retryAfterNanos(Headers headers, byte[] body, long nowEpochMillis) {
        return RetryAfter.nanos(headers, body, nowEpochMillis);
    }

    @Override
    public @Nullable AnswerReader reader(RequestFacts facts, @Nullable String contentType) {
        if (!facts.operation().inference()) {
            return null;
        }
        AnswerState state = new AnswerState();
        AnthropicFields fields = new AnthropicFields(state);
        if (MediaTypes.isEventStream(contentType, facts.stream())) {
            return Answer.stream(state, fields, ServerSentEvents::new);
        }
        return MediaTypes.isDocument(contentType) ? Answer.document(state, fields) : null;
    }

    @Override
    public @Nullable StreamRepair repair(Request request, RequestFacts facts) {
        return facts.operation() == Operation.CHAT ? new MessageStreamRepair() : null;
    }

    @Override
    public @Nullable ModelChange withModel(Request request, RequestFacts facts, String model) {
        return ModelPlace.change(request, facts, published(request.url().path()), model);
    }

    @Override
    public byte[] errorBody(Rejection rejection) {
        String type = switch (rejection.status()) {
            case 402 -> "billing_error";
            case 429 -> "rate_limit_error";
            default -> "overloaded_error";
        };
        return Dialect.utf8("{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":"
                + JsonText.quote(rejection.message()) + ",\"details\":{\"error_code\":"
                + JsonText.quote(rejection.code()) + "}},\"request_id\":null}");
    }

    private static Operation operation(String path) {
        String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (plain.endsWith("/messages") || plain.endsWith(":rawPredict") || plain.endsWith(":streamRawPredict")) {
            return Operation.CHAT;
        }
        return plain.endsWith("/complete") ? Operation.TEXT_COMPLETION : Operation.OTHER;
    }

    private static @Nullable PathSegment published(String path) {
        return PathSegment.between(path, "/publishers/anthropic/models/", ":");
    }
}
