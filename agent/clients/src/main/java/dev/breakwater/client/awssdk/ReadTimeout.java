package dev.breakwater.client.awssdk;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * The client's own read timeout, which it keeps to itself; what the SDK's own timeouts do arrives as a cancellation. It is for each
 * read; what is to be over within one may not take several.
 */
final class ReadTimeout {
    private static final ReadTimeout UNKNOWN = new ReadTimeout(null, null);

    private final @Nullable Field configuration;
    private final @Nullable Method millis;

    private ReadTimeout(@Nullable Field configuration, @Nullable Method millis) {
        this.configuration = configuration;
        this.millis = millis;
    }

    /** Of the clients of this class; unknown in a version that keeps it elsewhere. */
    static ReadTimeout of(String className, ClassLoader application) {
        try {
            Field field = Class.forName(className, false, application).getDeclaredField("configuration");
            field.setAccessible(true);
            return new ReadTimeout(field, field.getType().getMethod("readTimeoutMillis"));
        } catch (ReflectiveOperationException | RuntimeException elsewhere) {
            return UNKNOWN;
        }
    }

    /** In nanoseconds; 0 if there is none, or none that can be seen. */
    long nanos(Object client) {
        if (configuration == null || millis == null) {
            return 0;
        }
        try {
            return ((Number) millis.invoke(configuration.get(client))).longValue() * 1_000_000;
        } catch (ReflectiveOperationException | RuntimeException unknown) {
            return 0;
        }
    }
}
