package dev.breakwater.weaving;

import org.jspecify.annotations.Nullable;

/** Threads that must not be kept waiting, as they are marked by those who made them. */
final class EventLoops {
    private static final String REACTOR = "reactor.core.scheduler.NonBlocking";
    private static final String NETTY = "io.netty.util.concurrent.FastThreadLocalThread";

    private EventLoops() {}

    /** By name: each application has classes of its own for them, or none. */
    static boolean contain(Thread thread) {
        for (Class<?> type = thread.getClass(); above(type); type = type.getSuperclass()) {
            if (type.getName().equals(NETTY)) {
                return true;
            }
            for (Class<?> marker : type.getInterfaces()) {
                if (marker.getName().equals(REACTOR)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean above(@Nullable Class<?> type) {
        return type != null && type != Thread.class;
    }
}
