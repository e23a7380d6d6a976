package dev.breakwater.dialect.generic;

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
import dev.breakwater.message.ServerSentEvents;
import org.jspecify.annotations.Nullable;

/** Any model host. Every event counts as content, and a stream has finished when it has ended cleanly. */
public final class GenericDialect implements Dialect {
    private static final String[] INFERENCE = {
        "/completions",
        "/responses",
        "/messages",
        "/chat",
        "/generate",
        "/invoke",
        "/converse",
        "/predict",
        ":generateContent",
    };

    @Override
    public String name() {
        return "generic";
    }

    @Override
    public RequestFacts facts(Request request) {
        RequestFields fields = RequestFields.read(request.body());
        Operation operation =
                request.method().equals("POST") ? operation(request.url().path(), fields) : Operation.OTHER;
        return fields.facts(operation, fields.stream(false), null);
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
        GenericFields fields = new GenericFields(state);
        if (MediaTypes.isEventStream(contentType)) {
            return Answer.stream(state, fields, ServerSentEvents::new);
        }
        if (MediaTypes.starts(contentType, "application/x-ndjson")
                || MediaTypes.starts(contentType, "application/jsonl")) {
            return Answer.stream(state, fields, Lines::new);
        }
        // Of an unknown host even a text may be the answer; only what calls itself JSON is held to it.
        return MediaTypes.isJson(contentType) ? Answer.document(state, fields) : null;
    }

    @Override
    public @Nullable ModelChange withModel(Request request, RequestFacts facts, String model) {
        return ModelPlace.change(request, facts, null, model);
    }

    @Override
    public byte[] errorBody(Rejection rejection) {
        return Dialect.utf8("{\"error\":{\"message\":" + JsonText.quote(rejection.message()) + ",\"code\":"
                + JsonText.quote(rejection.code()) + ",\"status\":" + rejection.status() + "}}");
    }

    private static Operation operation(String path, RequestFields fields) {
        if (path.contains("/embed")) {
            return Operation.EMBEDDINGS;
        }
        for (String ending : INFERENCE) {
            if (path.endsWith(ending)) {
                return Operation.CHAT;
            }
        }
        return fields.hasModel() ? Operation.CHAT : Operation.OTHER;
    }
}
