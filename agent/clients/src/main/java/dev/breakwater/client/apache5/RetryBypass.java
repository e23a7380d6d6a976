package dev.breakwater.client.apache5;

import dev.breakwater.call.Attempt;
import dev.breakwater.client.apache5.shared.Rethrow;
import java.io.IOException;
import java.util.function.Function;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.classic.RequestFailedException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the client's own retry out of our attempts: it would send each of them twice on 429 and 503, POST or not, and sleep in
 * between for as long as the answer says.
 */
final class RetryBypass implements Function<Object[], @Nullable Object> {

    /** @param arguments the handler, the request, the scope and the rest of the chain */
    @Override
    public @Nullable Object apply(Object[] arguments) {
        ExecChain.Scope scope = (ExecChain.Scope) arguments[2];
        return scope.originalRequest instanceof ManagedRequest managed && governs(managed.attempt())
                ? Rethrow.unchecked(() -> proceed((ClassicHttpRequest) arguments[1], scope, (ExecChain) arguments[3]))
                : null;
    }

    /** While the policy only observes, nothing of the client's may change. */
    private static boolean governs(@Nullable Attempt attempt) {
        return attempt != null && !attempt.call().observing();
    }

    private static Object proceed(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        try {
            return chain.proceed(request, scope);
        } catch (IOException e) {
            // As the link tells it that is stepped over here.
            throw scope.execRuntime.isExecutionAborted() ? new RequestFailedException("Request aborted") : e;
        }
    }
}
