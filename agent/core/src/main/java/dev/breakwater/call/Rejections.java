package dev.breakwater.call;

import dev.breakwater.dialect.Rejection;
import dev.breakwater.message.Header;
import dev.breakwater.message.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The agent's own answers, in the provider's error shape. */
final class Rejections {
    private Rejections() {}

    static Response response(Choice.None none, Upstream upstream) {
        Rejection bare = rejection(none.reason(), upstream.name());
        Rejection rejection = new Rejection(bare.status(), bare.code(), bare.message() + none.passedOver());
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("content-type", "application/json"));
        headers.add(new Header("x-should-retry", "false"));
        headers.add(new Header("x-breakwater-reason", none.reason().token()));
        if (none.reason() == Reason.RATE_LIMITED) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(none.retryAfterNanos() + 999_999_999L);
            headers.add(new Header("retry-after", Long.toString(Math.max(1, seconds))));
        }
        return new Response(
                rejection.status(), List.copyOf(headers), upstream.dialect().errorBody(rejection));
    }

    private static Rejection rejection(Reason reason, String upstream) {
        return switch (reason) {
            case RATE_LIMITED ->
                new Rejection(
                        429,
                        "breakwater_rate_limit",
                        "Breakwater: the rate limit of upstream '" + upstream
                                + "' is reached and its queue is full or too slow.");
            case NOT_SERVED ->
                new Rejection(
                        404,
                        "breakwater_model_not_served",
                        "Breakwater: no endpoint of upstream '" + upstream + "' serves this model.");
            default ->
                new Rejection(
                        503,
                        "breakwater_circuit_open",
                        "Breakwater: every circuit breaker of upstream '" + upstream + "' is open.");
        };
    }
}
