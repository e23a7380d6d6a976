package dev.breakwater.client.apache5;

import dev.breakwater.call.Attempt;
import dev.breakwater.client.Reentry;
import dev.breakwater.client.apache5.shared.Credentials;
import dev.breakwater.client.apache5.shared.Rethrow;
import dev.breakwater.client.apache5.shared.Urls;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Stands right before the wire and gives a request its target's credential, if and only if it still goes to that target: a
 * redirect never carries it, and the application's interceptors and its context never see it. Being the last, it also has the
 * last word over interceptors that would put the caller's own credential on.
 */
final class LateCredential implements Function<Object[], @Nullable Object> {

    /** @param arguments the handler, the request, the scope and the rest of the chain */
    @Override
    public @Nullable Object apply(Object[] arguments) {
        ExecChain.Scope scope = (ExecChain.Scope) arguments[2];
        Attempt attempt = scope.originalRequest instanceof ManagedRequest managed ? managed.attempt() : null;
        return attempt == null || attempt.untouched() || !Urls.sameOrigin(attempt.url(), scope.route.getTargetHost())
                ? null
                : Rethrow.unchecked(() -> authorised(arguments, scope, attempt));
    }

    private static Object authorised(Object[] arguments, ExecChain.Scope scope, Attempt attempt)
            throws IOException, HttpException {
        ExecRuntime runtime = (ExecRuntime) Proxy.newProxyInstance(
                ExecRuntime.class.getClassLoader(),
                new Class<?>[] {ExecRuntime.class},
                new AuthorisingRuntime(scope.execRuntime, attempt));
        ExecChain.Scope late =
                new ExecChain.Scope(scope.exchangeId, scope.route, scope.originalRequest, runtime, scope.clientContext);
        Reentry.arm();
        try {
            return ((ExecChainHandler) arguments[0])
                    .execute((ClassicHttpRequest) arguments[1], late, (ExecChain) arguments[3]);
        } finally {
            Reentry.disarm();
        }
    }

    /**
     * What sends the request in the end: from 5.4 on the application's interceptors come after all handlers. A proxy, since newer
     * versions have more methods.
     */
    private record AuthorisingRuntime(ExecRuntime runtime, Attempt attempt) implements InvocationHandler {
        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            HttpRequest request = method.getName().equals("execute") ? request(arguments) : null;
            try {
                if (request != null) {
                    Credentials.authorise(request, attempt);
                }
                return method.invoke(runtime, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            } finally {
                if (request != null) {
                    Credentials.takeBack(request, attempt);
                }
            }
        }

        private static @Nullable HttpRequest request(Object @Nullable [] arguments) {
            for (Object argument : arguments == null ? new Object[0] : arguments) {
                if (argument instanceof HttpRequest request) {
                    return request;
                }
            }
            return null;
        }
    }

    /** Lets the second of the two entries pass: the one from above. */
    static final class Gate implements BiFunction<Object, Object, @Nullable Object> {
        private final LateCredential hook = new LateCredential();

        @Override
        public @Nullable Object apply(Object handler, Object request) {
            return ManagedRequest.anyInFlight() && !Reentry.consume() ? hook : null;
        }
    }
}
