package dev.breakwater.dialect.openai;

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

/** OpenAI, Azure OpenAI, Mistral, DeepSeek, Groq, OpenRouter, vLLM and every host that is compatible with them. */
public final class OpenAiDialect implements Dialect {

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public RequestFacts facts(Request request) {
        String path = request.url().path();
        Operation operation = request.method().equals("POST") ? OpenAiPaths.operation(path) : Operation.OTHER;
        RequestFields fields = RequestFields.read(request.body());
        PathSegment deployment = OpenAiPaths.deployment(path);
        return fields.facts(operation, fields.stream(false), deployment == null ? null : deployment.text(path));
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
        if (MediaTypes.isEventStream(contentType, facts.stream())) {
            return Answer.stream(state, new OpenAiFields(state), ServerSentEvents::new);
        }
        return MediaTypes.isDocument(contentType) ? Answer.document(state, new OpenAiFields(state)) : null;
    }

    @Override
    public @Nullable StreamRepair repair(Request request, RequestFacts facts) {
        String path = request.url().path();
        if (path.endsWith("/chat/completions")) {
            return new ChatStreamRepair();
        }
        return path.endsWith("/responses") ? new ResponseStreamRepair(StoreChoice.of(request)) : null;
    }

    @Override
    public @Nullable ModelChange withModel(Request request, RequestFacts facts, String model) {
        return ModelPlace.change(
                request, facts, OpenAiPaths.deployment(request.url().path()), model);
    }

    @Override
    public byte[] errorBody(Rejection rejection) {
        String type = switch (rejection.status()) {
            case 402 -> "insufficient_quota";
            case 429 -> "rate_limit_error";
            default -> "service_unavailable_error";
        };
        return Dialect.utf8("{\"error\":{\"message\":" + JsonText.quote(rejection.message()) + ",\"type\":\"" + type
                + "\",\"param\":null,\"code\":" + JsonText.quote(rejection.code()) + "}}");
    }
}
