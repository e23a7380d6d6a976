package dev.breakwater.call;

import dev.breakwater.resilience.limit.Place;
import org.jspecify.annotations.Nullable;

/** The attempt that a call has under way, and what it holds meanwhile: a limiter's place, a mark on its endpoint. */
final class InFlight {
    private @Nullable Attempt attempt;
    private @Nullable Candidate candidate;
    private @Nullable Place place;
    private boolean open;

    void begin(Attempt next, @Nullable Candidate sentTo, @Nullable Place granted) {
        attempt = next;
        candidate = sentTo;
        place = granted;
        open = true;
        next.endpoint().begin();
    }

    /** It has come to something; only a success says how quick the endpoint is. */
    void close(boolean success, long nowNanos) {
        Attempt closed = attempt;
        if (open && closed != null) {
            open = false;
            closed.endpoint().end(success ? nowNanos - closed.startNanos() : -1);
        }
    }

    void releasePlace() {
        Place granted = place;
        place = null;
        if (granted != null) {
            granted.release();
        }
    }

    /** Whether it has come to nothing yet. */
    boolean open() {
        return open;
    }

    Attempt attempt() {
        Attempt last = attempt;
        if (last == null) {
            throw new IllegalStateException("nothing was sent");
        }
        return last;
    }

    @Nullable
    Attempt last() {
        return attempt;
    }

    /** Null in observe mode, where nothing is chosen and nothing learnt. */
    @Nullable
    Candidate candidate() {
        return candidate;
    }
}
