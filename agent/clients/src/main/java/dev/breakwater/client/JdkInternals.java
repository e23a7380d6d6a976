package dev.breakwater.client;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.List;

/** The little of {@code java.base} that an adapter of a client living there has to reach. It is opened to the agent and to nobody else. */
public final class JdkInternals {
    /** The packages that are opened, of {@code HttpURLConnection}: it cannot be ended from outside otherwise. */
    public static final List<String> PACKAGES =
            List.of("sun.net.www.http", "sun.net.www.protocol.http", "sun.net.www.protocol.https");

    private JdkInternals() {}

    /**
     * A lookup with the rights of {@code type}.
     *
     * @throws IllegalAccessException if its package has not been opened
     */
    public static Lookup lookup(Class<?> type) throws IllegalAccessException {
        return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
    }
}
