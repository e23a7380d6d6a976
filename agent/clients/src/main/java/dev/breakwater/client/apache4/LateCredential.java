package dev.breakwater.client.apache4;

import dev.breakwater.call.Attempt;
import dev.breakwater.client.Reentry;
import dev.breakwater.message.Header;
import java.io.IOException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.http.HttpException;
import org.apache.http.HttpRequest;
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
        authorise(request, attempt);
        Reentry.arm();
        try {
            return ((ClientExecChain) arguments[0])
                    .execute(route, request, (HttpClientContext) arguments[3], (HttpExecutionAware) arguments[4]);
        } finally {
            Reentry.disarm();
            takeBack(request, attempt);
        }
    }

    static void authorise(HttpRequest request, Attempt attempt) {
        for (String name : attempt.headersToDrop()) {
            if (!setByTheClient(name)) {
                request.removeHeaders(name);
            }
        }
        Header credential = attempt.credential();
        if (credential != null) {
            request.setHeader(credential.name(), credential.value());
        }
    }

    /** The application's interceptors look at the request again once there is an answer. */
    private static void takeBack(HttpRequest request, Attempt attempt) {
        Header credential = attempt.credential();
        if (credential != null) {
            request.removeHeaders(credential.name());
        }
    }

    /** The client has put on its own, for this very target. */
    private static boolean setByTheClient(String name) {
        return name.equals("host") || name.equals("cookie") || name.equals("proxy-authorization");
    }

    /** Lets the second of the two entries pass: the one from above. */
    static final class Gate implements BiFunction<Object, Object, @Nullable Object> {
        private final LateCredential hook = new LateCredential();

        @Override
        public @Nullable Object apply(Object handler, Object route) {
            return Managed.IN_FLIGHT.get() != 0 && !Reentry.consume() ? hook : null;
        }
    }
}
