package dev.breakwater.client.awssdk;

import dev.breakwater.call.CallEngine;
import dev.breakwater.client.Reentry;
import dev.breakwater.client.nonblocking.FailOpen;
import dev.breakwater.message.Url;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/** The first question at every request: is this one ours? For foreign hosts it allocates nothing. */
final class ExecuteGate implements BiFunction<Object, Object, @Nullable Object> {
    private final CallEngine engine;
    private final ReadTimeout timeout;

    ExecuteGate(CallEngine engine, ReadTimeout timeout) {
        this.engine = engine;
        this.timeout = timeout;
    }

    @Override
    public @Nullable Object apply(Object client, Object argument) {
        // Before anything else: a token that stayed armed would let some later call of the application pass ungoverned.
        if (Reentry.consume()) {
            return null;
        }
        // Who sends and receives at once cannot send again: what it sends depends on what it has received.
        if (!(argument instanceof AsyncExecuteRequest request) || request.fullDuplex()) {
            return null;
        }
        String host = request.request() == null ? null : request.request().host();
        if (host == null || !engine.mayMatch(host)) {
            return null;
        }
        Function<Object[], @Nullable Object> takeOver = arguments -> execute((SdkAsyncHttpClient) client, request);
        return takeOver;
    }

    private @Nullable Object execute(SdkAsyncHttpClient client, AsyncExecuteRequest request) {
        GovernedCall call;
        try {
            Url url = Url.of(request.request().getUri());
            if (engine.upstreamOf(url) == null) {
                return null;
            }
            call = new GovernedCall(new Governed(engine, client, timeout.nanos(client), request, url));
        } catch (RuntimeException | LinkageError bug) {
            FailOpen.report(bug);
            return null;
        }
        return call.begin();
    }
}
