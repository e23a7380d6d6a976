package dev.breakwater.dialect;

import dev.breakwater.message.Headers;
import dev.breakwater.message.Request;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A host that speaks a format of its own and, at other paths, somebody else's. Errors look alike enough to be read by either.
 *
 * @param otherPath whether a path is of the other format
 * @param otherAnswer whether an answer is
 */
record TwoFaced(Dialect own, Dialect other, Predicate<String> otherPath, AnswerTest otherAnswer) implements Dialect {

    /** Tells by what was asked and by the answer's content type whose format an answer is in. */
    interface AnswerTest {
        boolean isOther(RequestFacts facts, @Nullable String contentType);
    }

    @Override
    public String name() {
        return own.name();
    }

    @Override
    public RequestFacts facts(Request request) {
        return of(request).facts(request);
    }

    @Override
    public ErrorKind classify(int status, Headers headers, byte[] body) {
        return own.classify(status, headers, body);
    }

    @Override
    public long retryAfterNanos(Headers headers, byte[] body, long nowEpochMillis) {
        return own.retryAfterNanos(headers, body, nowEpochMillis);
    }

    @Override
    public @Nullable AnswerReader reader(RequestFacts facts, @Nullable String contentType) {
        return (otherAnswer.isOther(facts, contentType) ? other : own).reader(facts, contentType);
    }

    @Override
    public @Nullable ModelChange withModel(Request request, RequestFacts facts, String model) {
        return of(request).withModel(request, facts, model);
    }

    @Override
    public byte[] errorBody(Rejection rejection) {
        return own.errorBody(rejection);
    }

    private Dialect of(Request request) {
        return otherPath.test(request.url().path()) ? other : own;
    }
}
