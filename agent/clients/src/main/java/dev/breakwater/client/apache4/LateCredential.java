package dev.breakwater.client.apache4;

import dev.breakwater.call.Attempt;
import dev.breakwater.client.Reentry;
import dev.breakwater.client.apache4.shared.Credentials;
import dev.breakwater.client.apache4.shared.Managed;
import dev.breakwater.client.apache4.shared.Rethrow;
import dev.breakwater.client.apache4.shared.Urls;
import java.io.IOException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.http.HttpException;
import org.apache.http.client.methods.HttpExecutionAware;
import org.apache.http.client.methods.HttpRequestWrapper;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.conn.routing.HttpRoute;
import org.apache.http.impl.execchain.ClientExecChain;
import org.jspecify.annotations.Nullable;

/**
 * Stands right before the wire and gives a request its target's credential, if and only if it still goes to that target: a
 * redirect is another request and never carries it, and the application's interceptors and its context never see it. Being the
 * last, it also has the last word over interceptors that would put the caller's own credential on.
 */
final class LateCredential implements Function<Object[], @Nullable Object> {

    /** @param arguments the handler, the route, the request, the context and what can be aborted */
    @Override
    public @Nullable Object apply(Object[] arguments) {
        HttpRequestWrapper request = (HttpRequestWrapper) arguments[2];
        Attempt attempt = request.getOriginal() instanceof Managed managed ? managed.attempt() : null;
        HttpRoute route = (HttpRoute) arguments[1];
        return attempt == null || attempt.untouched() || !Urls.sameOrigin(attempt.url(), route.getTargetHost())
                ? null
                : Rethrow.unchecked(() -> authorised(arguments, route, request, attempt));
    }

    private static Object authorised(Object[] arguments, HttpRoute route, HttpRequestWrapper request, Attempt attempt)
            throws IOException, HttpException {
        Credentials.put(request, attempt);
        Reentry.arm();
        try {
            return ((ClientExecChain) arguments[0])
                    .execute(route, request, (HttpClientContext) arguments[3], (HttpExecutionAware) arguments[4]);
        } finally {
            Reentry.disarm();
            Credentials.takeBack(request, attempt);
        }
    }

    /** Lets the second of the two entries pass: the one from above. */
    static final class Gate implements BiFunction<Object, Object, @Nullable Object> {
        private final LateCredential hook = new LateCredential();

        @Override
        public @Nullable Object apply(Object handler, Object route) {
            return InFlight.any() && !Reentry.consume() ? hook : null;
        }
    }
}
