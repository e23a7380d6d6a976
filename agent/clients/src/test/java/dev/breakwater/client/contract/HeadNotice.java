package dev.breakwater.client.contract;

import dev.breakwater.dialect.AnswerReader;
import dev.breakwater.dialect.Dialect;
import dev.breakwater.dialect.ErrorKind;
import dev.breakwater.dialect.ModelChange;
import dev.breakwater.dialect.Rejection;
import dev.breakwater.dialect.RequestFacts;
import dev.breakwater.dialect.StreamRepair;
import dev.breakwater.message.Headers;
import dev.breakwater.message.Request;
import org.jspecify.annotations.Nullable;

/**
 * A dialect that tells of each good answer whose head has come: no listener of the engine's does, and what a client makes of a
 * cancellation may be another thing before it and behind it.
 */
record HeadNotice(Dialect dialect, Runnable onHead) implements Dialect {
    @Override
    public @Nullable AnswerReader reader(RequestFacts facts, @Nullable String contentType) {
        onHead.run();
        return dialect.reader(facts, contentType);
    }

    @Override
    public String name() {
        return dialect.name();
    }

    @Override
    public RequestFacts facts(Request request) {
        return dialect.facts(request);
    }

    @Override
    public ErrorKind classify(int status, Headers headers, byte[] body) {
        return dialect.classify(status, headers, body);
    }

    @Override
    public long retryAfterNanos(Headers headers, byte[] body, long nowEpochMillis) {
        return dialect.retryAfterNanos(headers, body, nowEpochMillis);
    }

    @Override
    public @Nullable StreamRepair repair(Request request, RequestFacts facts) {
        return dialect.repair(request, facts);
    }

    @Override
    public @Nullable ModelChange withModel(Request request, RequestFacts facts, String model) {
        return dialect.withModel(request, facts, model);
    }

    @Override
    public byte[] errorBody(Rejection rejection) {
        return dialect.errorBody(rejection);
    }
}
