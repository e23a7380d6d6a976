package dev.breakwater.dialect.ollama;

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
import dev.breakwater.dialect.Rejection;
import dev.breakwater.dialect.RequestFacts;
import dev.breakwater.dialect.RequestFields;
import dev.breakwater.dialect.RetryAfter;
import dev.breakwater.json.JsonText;
import dev.breakwater.message.Headers;
import dev.breakwater.message.Lines;
import dev.breakwater.message.Request;
import org.jspecify.annotations.Nullable;

/** Ollama in its own format. It streams unless it is told not to. */
public final class OllamaDialect implements Dialect {

    @Override
    public String name() {
        return "ollama";
    }

    @Override
    public RequestFacts facts(Request request) {
        Operation operation =
                request.method().equals("POST") ? operation(request.url().path()) : Operation.OTHER;
        RequestFields fields = RequestFields.read(request.body());
        boolean streams = operation.inference() && operation != Operation.EMBEDDINGS;
        return fields.facts(operation, streams && fields.stream(true), null);
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
        OllamaFields fields = new OllamaFields(state);
        if (MediaTypes.starts(contentType, "application/x-ndjson")
                || MediaTypes.isEventStream(contentType, facts.stream())) {
            return Answer.stream(state, fields, Lines::new);
        }
        return MediaTypes.isDocument(contentType) ? Answer.document(state, fields) : null;
    }

    @Override
    public @Nullable ModelChange withModel(Request request, RequestFacts facts, String model) {
        return ModelPlace.change(request, facts, null, model);
    }

    @Override
    public byte[] errorBody(Rejection rejection) {
        return Dialect.utf8("{\"error\":" + JsonText.quote(rejection.message()) + ",\"code\":"
                + JsonText.quote(rejection.code()) + "}");
    }

    private static Operation operation(String path) {
        String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (plain.endsWith("/api/chat")) {
            return Operation.CHAT;
        }
        if (plain.endsWith("/api/generate")) {
            return Operation.TEXT_COMPLETION;
        }
        boolean embeds = plain.endsWith("/api/embed") || plain.endsWith("/api/embeddings");
        return embeds ? Operation.EMBEDDINGS : Operation.OTHER;
    }
}
