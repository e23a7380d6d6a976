package dev.breakwater.client.webclient;

import java.lang.reflect.Field;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The application's own timeout, where its connector has one. WebClient itself knows none; what Reactor's {@code timeout} operator
 * does arrives as a cancellation. A connector's own is for each read; what is to be over within one may not take several. By reflection: each connector keeps it elsewhere, and which one is there is not known.
 */
final class OwnTimeout {
    private OwnTimeout() {}

    /** In nanoseconds; 0 if there is none, or none that can be seen. */
    static long nanos(Object connector) {
        try {
            Duration timeout = of(connector);
            return timeout == null ? 0 : timeout.toNanos();
        } catch (ReflectiveOperationException | RuntimeException unknown) {
            return 0;
        }
    }

    /** What an application gets to see when it passes. */
    static Throwable passed(Object connector, Throwable otherwise) {
        try {
            return switch (connector.getClass().getSimpleName()) {
                case "ReactorClientHttpConnector" ->
                    (Throwable) Class.forName(
                                    "io.netty.handler.timeout.ReadTimeoutException",
                                    false,
                                    connector.getClass().getClassLoader())
                            .getField("INSTANCE")
                            .get(null);
                case "JdkClientHttpConnector" -> new HttpTimeoutException("request timed out");
                default -> otherwise;
            };
        } catch (ReflectiveOperationException | RuntimeException unknown) {
            return otherwise;
        }
    }

    private static @Nullable Duration of(Object connector) throws ReflectiveOperationException {
        return switch (connector.getClass().getSimpleName()) {
            case "ReactorClientHttpConnector" -> reactorNetty(field(connector, "httpClient"));
            case "JdkClientHttpConnector" -> (Duration) field(connector, "readTimeout");
            default -> null;
        };
    }

    private static @Nullable Duration reactorNetty(@Nullable Object httpClient) throws ReflectiveOperationException {
        if (httpClient == null) {
            return null;
        }
        Class<?> type = Class.forName(
                "reactor.netty.http.client.HttpClient",
                false,
                httpClient.getClass().getClassLoader());
        Object configuration = type.getMethod("configuration").invoke(httpClient);
        return (Duration) configuration.getClass().getMethod("responseTimeout").invoke(configuration);
    }

    private static @Nullable Object field(Object connector, String name) throws ReflectiveOperationException {
        Field field = connector.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(connector);
    }
}
