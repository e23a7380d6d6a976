package dev.breakwater.status;

import dev.breakwater.call.Verdict;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Tells when an upstream's calls begin to be served by another endpoint than the one they failed at, and when that one answers
 * again. Thread-safe; what goes well costs one read.
 */
final class Detours {
    private final Notices notices;
    private final Map<String, Detour> byEndpoint = new HashMap<>();
    private volatile boolean any;

    Detours(Notices notices) {
        this.notices = notices;
    }

    /** A call that failed at one endpoint is sent to another. */
    void movedOn(String upstream, String from, String to, Verdict why, long nowNanos) {
        String key = upstream + " " + from;
        synchronized (byEndpoint) {
            Detour known = byEndpoint.get(key);
            if (known == null) {
                known = new Detour(to, nowNanos);
                byEndpoint.put(key, known);
                any = true;
            }
            known.calls++;
        }
        notices.tell(
                "failover " + key,
                upstream + ": calls fail over from " + from + " to " + to + " (" + why.errorType() + ")");
    }

    /** An endpoint has answered. */
    void answered(String upstream, String endpoint, long nowNanos) {
        if (!any) {
            return;
        }
        Detour over;
        synchronized (byEndpoint) {
            over = byEndpoint.remove(upstream + " " + endpoint);
            any = !byEndpoint.isEmpty();
        }
        if (over != null) {
            notices.tell(
                    "failover ended " + upstream + " " + endpoint,
                    upstream + ": " + endpoint + " answers again after "
                            + TimeUnit.NANOSECONDS.toSeconds(nowNanos - over.sinceNanos) + " s; " + over.calls
                            + (over.calls == 1 ? " call" : " calls") + " had moved on to " + over.to);
        }
    }
}
