package dev.breakwater.client.apache5.async;

import dev.breakwater.client.apache5.shared.Rethrow;
import java.util.function.Function;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the client's own retry out of our attempts: it would send each of them twice on 429 and 503, POST or not. While the policy
 * only observes, nothing of the client's may change.
 */
final class RetryBypass implements Function<Object[], @Nullable Object> {

    /** @param arguments the handler, the request, its body, the scope, the rest of the chain and the callback */
    @Override
    public @Nullable Object apply(Object[] arguments) {
        AsyncExecChain.Scope scope = (AsyncExecChain.Scope) arguments[3];
        if (!(scope.originalRequest instanceof ManagedRequest managed)
                || managed.attempt().call().observing()) {
            return null;
        }
        return Rethrow.unchecked(() -> {
            ((AsyncExecChain) arguments[4])
                    .proceed((HttpRequest) arguments[1], (AsyncEntityProducer) arguments[2], scope, (AsyncExecCallback)
                            arguments[5]);
            return Boolean.TRUE;
        });
    }
}
