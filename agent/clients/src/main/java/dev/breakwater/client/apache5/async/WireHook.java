package dev.breakwater.client.apache5.async;

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
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.async.AsyncExecChainHandler;
import org.apache.hc.client5.http.async.AsyncExecRuntime;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.jspecify.annotations.Nullable;

/**
 * Stands right before the wire, hears how an exchange on it is ended, and gives a request its target's credential, if and only if it still goes to that target: a
 * redirect never carries it, and the application's interceptors and its context never see it. Proxies, since newer versions have
 * more methods: one for what sends the exchange, one for the exchange, which writes the request's head when it has a connection.
 */
final class WireHook implements Function<Object[], @Nullable Object> {

    /** @param arguments the handler, the request, its body, the scope, the rest of the chain and the callback */
    @Override
    public @Nullable Object apply(Object[] arguments) {
        AsyncExecChain.Scope scope = (AsyncExecChain.Scope) arguments[3];
        return scope.originalRequest instanceof ManagedRequest managed
                ? Rethrow.unchecked(() -> execute(arguments, scope, managed))
                : null;
    }

    private static Object execute(Object[] arguments, AsyncExecChain.Scope scope, ManagedRequest managed)
            throws IOException, HttpException {
        Attempt attempt = managed.attempt();
        boolean authorised = !attempt.untouched() && Urls.sameOrigin(attempt.url(), scope.route.getTargetHost());
        AsyncExecRuntime runtime = authorised
                ? proxy(AsyncExecRuntime.class, new AuthorisingRuntime(scope.execRuntime, attempt))
                : scope.execRuntime;
        AsyncExecChain.Scope late = new AsyncExecChain.Scope(
                scope.exchangeId,
                scope.route,
                scope.originalRequest,
                new WireDependency(scope.cancellableDependency, managed.sent()),
                scope.clientContext,
                runtime);
        Reentry.arm();
        try {
            ((AsyncExecChainHandler) arguments[0])
                    .execute(
                            (HttpRequest) arguments[1],
                            (AsyncEntityProducer) arguments[2],
                            late,
                            (AsyncExecChain) arguments[4],
                            (AsyncExecCallback) arguments[5]);
            return true;
        } finally {
            Reentry.disarm();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object call(Method method, Object target, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Hears how the exchange can be ended. */
    private record WireDependency(CancellableDependency application, SentAttempt sent)
            implements CancellableDependency {
        @Override
        public void setDependency(Cancellable dependency) {
            sent.onTheWire(dependency);
            application.setDependency(dependency);
        }

        @Override
        public boolean isCancelled() {
            return application.isCancelled();
        }

        @Override
        public boolean cancel() {
            return application.cancel();
        }
    }

    private record AuthorisingRuntime(AsyncExecRuntime runtime, Attempt attempt) implements InvocationHandler {
        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            if (arguments != null && method.getName().equals("execute")) {
                for (int i = 0; i < arguments.length; i++) {
                    if (arguments[i] instanceof AsyncClientExchangeHandler exchange) {
                        arguments[i] =
                                proxy(AsyncClientExchangeHandler.class, new AuthorisingExchange(exchange, attempt));
                    }
                }
            }
            return call(method, runtime, arguments);
        }
    }

    private record AuthorisingExchange(AsyncClientExchangeHandler exchange, Attempt attempt)
            implements InvocationHandler {
        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            if (arguments != null && arguments[0] instanceof RequestChannel channel) {
                arguments[0] = (RequestChannel) (request, entity, context) -> {
                    Credentials.authorise(request, attempt);
                    try {
                        channel.sendRequest(request, entity, context);
                    } finally {
                        Credentials.takeBack(request, attempt);
                    }
                };
            }
            return call(method, exchange, arguments);
        }
    }

    /** Lets the second of the two entries pass: the one from above. */
    static final class Gate implements BiFunction<Object, Object, @Nullable Object> {
        private final WireHook hook = new WireHook();

        @Override
        public @Nullable Object apply(Object handler, Object request) {
            return ManagedRequest.anyInFlight() && !Reentry.consume() ? hook : null;
        }
    }
}
