package dev.breakwater.client.jdk;

import dev.breakwater.client.nonblocking.Pool;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Says to the JDK's client, as the JDK's own subscribers do, that {@link BodySubscriber#getBody} does not block. The client asks
 * all others for their body in its executor: one thread more for every answer. What says so is an interface that nobody else can
 * implement at compile time; where it is not there or not what it was, the client asks in its executor as before.
 */
final class TrustedSubscriber {
    private static final AtomicBoolean SOUGHT = new AtomicBoolean();
    private static volatile @Nullable Class<?> trusted;

    private TrustedSubscriber() {}

    /** The same subscriber, trusted if that is possible; its body must be there at once, if only as a promise. */
    @SuppressWarnings("unchecked") // the interface is a body subscriber's
    static BodySubscriber<Object> of(BodySubscriber<Object> subscriber) {
        Class<?> type = trusted;
        if (type != null) {
            return (BodySubscriber<Object>)
                    Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new Calls(subscriber));
        }
        if (!SOUGHT.get() && SOUGHT.compareAndSet(false, true)) {
            // Making a class takes some milliseconds: no call waits for that.
            Pool.execute(TrustedSubscriber::seek);
        }
        return subscriber;
    }

    /** Whether the client has been found to have such an interface. */
    static boolean available() {
        return trusted != null;
    }

    private static void seek() {
        try {
            for (Class<?> type : BodySubscribers.discarding().getClass().getInterfaces()) {
                if (BodySubscriber.class.isAssignableFrom(type) && asksOneQuestion(type)) {
                    Proxy.newProxyInstance(
                            type.getClassLoader(), new Class<?>[] {type}, new Calls(BodySubscribers.discarding()));
                    trusted = type;
                    return;
                }
            }
        } catch (RuntimeException | LinkageError unavailable) {
            // Another thread for each answer, as for anybody else.
        }
    }

    /** Besides what every subscriber has, nothing but {@code boolean needsExecutor()}. */
    private static boolean asksOneQuestion(Class<?> type) {
        List<Method> own = List.of(type.getDeclaredMethods()).stream()
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isSynthetic())
                .toList();
        return own.size() == 1
                && own.get(0).getName().equals("needsExecutor")
                && own.get(0).getReturnType() == boolean.class
                && own.get(0).getParameterCount() == 0;
    }

    private record Calls(BodySubscriber<?> subscriber) implements InvocationHandler {

        @Override
        @SuppressWarnings("unchecked") // the argument's type is the method's
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
            switch (method.getName()) {
                case "onNext" -> subscriber.onNext((List<ByteBuffer>) first(arguments));
                case "getBody" -> {
                    return subscriber.getBody();
                }
                case "needsExecutor" -> {
                    return false;
                }
                case "onSubscribe" -> subscriber.onSubscribe((Subscription) first(arguments));
                case "onComplete" -> subscriber.onComplete();
                case "onError" -> subscriber.onError((Throwable) first(arguments));
                case "equals" -> {
                    return proxy == Objects.requireNonNull(arguments)[0];
                }
                case "hashCode" -> {
                    return System.identityHashCode(proxy);
                }
                case "toString" -> {
                    return subscriber.toString();
                }
                default -> throw new UnsupportedOperationException(method.getName());
            }
            return null;
        }

        private static Object first(Object @Nullable [] arguments) {
            return Objects.requireNonNull(Objects.requireNonNull(arguments)[0]);
        }
    }
}
