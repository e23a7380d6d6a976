package dev.breakwater.status;

import dev.breakwater.time.Ticker;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Lets the first line of a kind through at once and sums the following ones up, a line a minute at most. There is no timer: a
 * sum is told with the first repetition after its minute. Bounded: kinds beyond a thousand share one. Thread-safe.
 */
final class Notices {
    private static final long INTERVAL_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int MAX_KINDS = 1000;

    private final Ticker ticker;
    private final Consumer<String> sink;
    private final ConcurrentHashMap<String, Kind> kinds = new ConcurrentHashMap<>();

    Notices(Ticker ticker, Consumer<String> sink) {
        this.ticker = ticker;
        this.sink = sink;
    }

    /**
     * Something has happened.
     *
     * @param kind what repetitions have in common
     */
    void tell(String kind, String line) {
        Kind known = kinds.get(kind);
        if (known == null) {
            known = kinds.computeIfAbsent(kinds.size() < MAX_KINDS ? kind : "", k -> new Kind());
        }
        String said = known.next(line, ticker.nanos());
        if (said != null) {
            sink.accept(said);
        }
    }

    private static final class Kind {
        private boolean told;
        private long toldNanos;
        private long untold;

        synchronized @org.jspecify.annotations.Nullable String next(String line, long nowNanos) {
            if (told && nowNanos - toldNanos < INTERVAL_NANOS) {
                untold++;
                return null;
            }
            long more = untold;
            told = true;
            toldNanos = nowNanos;
            untold = 0;
            return more == 0 ? line : line + " (and " + more + " more like it since the last line)";
        }
    }
}
