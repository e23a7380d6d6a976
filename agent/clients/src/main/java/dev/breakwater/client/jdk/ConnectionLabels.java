package dev.breakwater.client.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks a response which connection it came over, as can be done since JDK 25. */
final class ConnectionLabels {
    private static final @Nullable MethodHandle LABEL = label();

    private ConnectionLabels() {}

    private static @Nullable MethodHandle label() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(HttpResponse.class, "connectionLabel", MethodType.methodType(Optional.class));
        } catch (ReflectiveOperationException older) {
            return null;
        }
    }

    /** Empty where the JDK's responses do not tell. */
    @SuppressWarnings("unchecked") // the method's own type
    static Optional<String> of(HttpResponse<?> response) {
        MethodHandle label = LABEL;
        if (label == null) {
            return Optional.empty();
        }
        try {
            return (Optional<String>) label.invoke(response);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e); // the method declares none
        }
    }
}
