package dev.breakwater.dialect.bedrock;

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
import dev.breakwater.message.EventStreamFrames;
import dev.breakwater.message.Headers;
import dev.breakwater.message.Request;
import org.jspecify.annotations.Nullable;

/** Amazon Bedrock's runtime. The path names the model, as an identifier or as an encoded ARN. */
public final class BedrockDialect implements Dialect {
    private static final String EVENT_STREAM = "application/vnd.amazon.eventstream";

    @Override
    public String name() {
        return "bedrock";
    }

    @Override
    public RequestFacts facts(Request request) {
        String path = request.url().path();
        PathSegment segment = model(path);
        String model = segment == null ? null : segment.text(path);
        Operation operation = request.method().equals("POST") ? operation(path, model) : Operation.OTHER;
        boolean streams = path.endsWith("-stream");
        return RequestFields.read(request.body()).facts(operation, streams, model);
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
        BedrockFields fields = new BedrockFields(state);
        if (MediaTypes.starts(contentType, EVENT_STREAM)) {
            return Answer.binaryStream(state, fields, EventStreamFrames::new);
        }
        return MediaTypes.isDocument(contentType) ? Answer.document(state, fields) : null;
    }

    /** A signature covers the path: only a request with a plain API key may ask another model. */
    @Override
    public @Nullable ModelChange withModel(Request request, RequestFacts facts, String model) {
        String authorization = request.headers().first("Authorization");
        boolean signed = authorization != null && authorization.startsWith("AWS4-");
        return signed
                ? null
                : ModelPlace.change(request, facts, model(request.url().path()), model);
    }

    @Override
    public byte[] errorBody(Rejection rejection) {
        String type = switch (rejection.status()) {
            case 402 -> "ServiceQuotaExceededException";
            case 429 -> "ThrottlingException";
            default -> "ServiceUnavailableException";
        };
        return Dialect.utf8("{\"__type\":\"" + type + "\",\"message\":" + JsonText.quote(rejection.message())
                + ",\"reason\":" + JsonText.quote(rejection.code()) + "}");
    }

    private static Operation operation(String path, @Nullable String model) {
        if (model == null) {
            return Operation.OTHER;
        }
        return switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "converse", "converse-stream", "invoke-with-response-stream" -> Operation.CHAT;
            // One method for all models: only the name tells what comes back.
            case "invoke" -> model.contains("embed") ? Operation.EMBEDDINGS : Operation.CHAT;
            default -> Operation.OTHER;
        };
    }

    private static @Nullable PathSegment model(String path) {
        return PathSegment.between(path, "/model/", "/");
    }
}
