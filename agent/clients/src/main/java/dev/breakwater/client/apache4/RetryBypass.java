package dev.breakwater.client.apache4;

import dev.breakwater.call.Attempt;
import dev.breakwater.client.apache4.shared.Managed;
import dev.breakwater.client.apache4.shared.Rethrow;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.http.client.methods.HttpExecutionAware;
import org.apache.http.client.methods.HttpRequestWrapper;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.conn.routing.HttpRoute;
import org.apache.http.impl.execchain.ClientExecChain;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the client's own retry out of our attempts: an application's retry handler or strategy would send each of them several
 * times, and sleep in between. One for each link of the chain that repeats; where the link does not say what comes after it, it
 * stays as it is.
 */
final class RetryBypass implements Function<Object[], @Nullable Object> {
    /** Which link comes next, asked of a link; its name has never changed. */
    private static final String NEXT = "requestExecutor";

    private final String className;
    private volatile @Nullable MethodHandle next;
    private volatile boolean closed;

    RetryBypass(String className) {
        this.className = className;
    }

    /** The gate: cheap while nothing of ours is on its way. */
    BiFunction<Object, Object, @Nullable Object> gate() {
        return (link, route) -> InFlight.any() && !closed ? this : null;
    }

    /** @param arguments the link, the route, the request, the context and what can be aborted */
    @Override
    public @Nullable Object apply(Object[] arguments) {
        HttpRequestWrapper request = (HttpRequestWrapper) arguments[2];
        if (!(request.getOriginal() instanceof Managed managed) || !governs(managed.attempt())) {
            return null;
        }
        ClientExecChain rest = after(arguments[0]);
        return rest == null
                ? null
                : Rethrow.unchecked(() -> rest.execute(
                        (HttpRoute) arguments[1], request, (HttpClientContext) arguments[3], (HttpExecutionAware)
                                arguments[4]));
    }

    /** While the policy only observes, nothing of the client's may change. */
    private static boolean governs(@Nullable Attempt attempt) {
        return attempt != null && !attempt.call().observing();
    }

    private @Nullable ClientExecChain after(Object link) {
        try {
            MethodHandle known = next;
            if (known == null) {
                Class<?> owner = Class.forName(className, false, link.getClass().getClassLoader());
                known = MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
                        .findGetter(owner, NEXT, ClientExecChain.class);
                next = known;
            }
            return (ClientExecChain) known.invoke(link);
        } catch (Throwable unknown) {
            closed = true;
            return null;
        }
    }
}
