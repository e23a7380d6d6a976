package dev.breakwater.bench.micro;

import dev.breakwater.dialect.AnswerReader;
import dev.breakwater.dialect.Dialect;
import dev.breakwater.dialect.Dialects;
import dev.breakwater.dialect.ErrorKind;
import dev.breakwater.dialect.ModelChange;
import dev.breakwater.dialect.Operation;
import dev.breakwater.dialect.Rejection;
import dev.breakwater.dialect.RequestFacts;
import dev.breakwater.message.Headers;
import dev.breakwater.message.Request;
import org.jspecify.annotations.Nullable;

/** Knows what was asked without reading it, and reads no answer: what is left is what the decisions cost. */
public final class BlindDialect implements Dialect {
    private static final RequestFacts FACTS = new RequestFacts(Operation.CHAT, "gpt-4.1", false, 9, 18, -1, false);

    private final Dialect openAi = Dialects.named("openai");

    @Override
    public String name() {
        return openAi.name();
    }

    @Override
    public RequestFacts facts(Request request) {
        return FACTS;
    }

    @Override
    public ErrorKind classify(int status, Headers headers, byte[] body) {
        return openAi.classify(status, headers, body);
    }

    @Override
    public long retryAfterNanos(Headers headers, byte[] body, long nowEpochMillis) {
        return openAi.retryAfterNanos(headers, body, nowEpochMillis);
    }

    @Override
    public @Nullable AnswerReader reader(RequestFacts facts, @Nullable String contentType) {
        return null;
    }

    @Override
    public @Nullable ModelChange withModel(Request request, RequestFacts facts, String model) {
        return openAi.withModel(request, facts, model);
    }

    @Override
    public byte[] errorBody(Rejection rejection) {
        return openAi.errorBody(rejection);
    }
}
