package dev.breakwater.dist.otel;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Spares calls the search of their stack, which costs them several microseconds: as long as one application alone has called, a
 * thread that has its class loader as context loader is its own. With a second one every call is looked at again. Holds nobody in
 * memory. Thread-safe.
 */
final class SoleApplication {
    private volatile @Nullable Known known;
    private volatile boolean several;

    /**
     * The one that has called so far.
     *
     * @param telemetry null as long as its loader has not been some calling thread's context loader
     */
    private record Known(
            WeakReference<ClassLoader> loader, @Nullable WeakReference<ApplicationTelemetry> telemetry) {}

    /** Whose threads have this context loader; null if only their stack can tell. */
    @Nullable
    ApplicationTelemetry of(@Nullable ClassLoader context) {
        Known one = known;
        return one == null
                        || one.telemetry() == null
                        || context == null
                        || !one.loader().refersTo(context)
                ? null
                : one.telemetry().get();
    }

    /** A call by a class of this loader's has been made on a thread with that context loader. */
    void called(ClassLoader application, @Nullable ClassLoader context, ApplicationTelemetry telemetry) {
        Known one = known;
        if (one != null && one.loader().refersTo(null)) {
            one = null;
        }
        if (several || (one != null && !one.loader().refersTo(application))) {
            several = true;
            known = null;
        } else if (one == null || (one.telemetry() == null && application == context)) {
            known = new Known(
                    new WeakReference<>(application), application == context ? new WeakReference<>(telemetry) : null);
        }
    }
}
