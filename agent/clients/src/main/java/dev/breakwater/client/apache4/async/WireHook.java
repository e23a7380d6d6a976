package dev.breakwater.client.apache4.async;

import dev.breakwater.call.Attempt;
import dev.breakwater.client.Reentry;
import dev.breakwater.client.apache4.shared.Credentials;
import dev.breakwater.client.apache4.shared.Managed;
import dev.breakwater.client.apache4.shared.Rethrow;
import dev.breakwater.client.apache4.shared.Urls;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.http.HttpRequest;
import org.apache.http.client.methods.HttpRequestWrapper;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.conn.routing.HttpRoute;
import org.apache.http.nio.NHttpClientConnection;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Stands where a request is written to its connection and gives it its target's credential, if and only if it goes to that
 * target: a redirect is another request and never carries it, and the application's interceptors and its context never see it.
 */
final class WireHook implements Function<Object[], @Nullable Object> {

    /** @param arguments the connection and the request */
    @Override
    public @Nullable Object apply(Object[] arguments) {
        HttpRequest request = (HttpRequest) arguments[1];
        Managed managed = managed(request);
        Attempt attempt = managed == null ? null : managed.attempt();
        return managed == null || attempt == null || attempt.untouched() || !goesToTarget(attempt, managed.context())
                ? null
                : Rethrow.unchecked(() -> submit((NHttpClientConnection) arguments[0], request, attempt));
    }

    private static Object submit(NHttpClientConnection connection, HttpRequest request, Attempt attempt)
            throws Exception {
        Credentials.put(request, attempt);
        Reentry.arm();
        try {
            connection.submitRequest(request);
        } finally {
            Reentry.disarm();
            Credentials.takeBack(request, attempt);
        }
        return true;
    }

    private static boolean goesToTarget(Attempt attempt, @Nullable HttpContext context) {
        return context != null
                && context.getAttribute(HttpClientContext.HTTP_ROUTE) instanceof HttpRoute route
                && Urls.sameOrigin(attempt.url(), route.getTargetHost());
    }

    private static @Nullable Managed managed(@Nullable Object request) {
        return request instanceof HttpRequestWrapper wrapper && wrapper.getOriginal() instanceof Managed managed
                ? managed
                : null;
    }

    /** Lets the second of the two entries pass: the one from above. */
    static final class Gate implements BiFunction<Object, Object, @Nullable Object> {
        private final WireHook hook = new WireHook();

        @Override
        public @Nullable Object apply(Object connection, @Nullable Object request) {
            return managed(request) != null && !Reentry.consume() ? hook : null;
        }
    }
}
