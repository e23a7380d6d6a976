package dev.breakwater.resilience.limit;

/** One request's place with a limiter: waiting, granted, given back. Thread-safe. */
public final class Place {
    private final Limiter limiter;
    final Runnable wake;
    volatile boolean granted;
    boolean waitsForRate;
    boolean released;

    Place(Limiter limiter, Runnable wake) {
        this.limiter = limiter;
        this.wake = wake;
    }

    /** Whether the request may go. Asked after waiting. */
    public boolean granted() {
        limiter.stopWaiting(this);
        return granted;
    }

    /** The request was sent and is over. Further calls do nothing. */
    public void release() {
        limiter.release(this, false);
    }

    /** The request was never sent: its share of the rate is given back as well. */
    public void giveBack() {
        limiter.release(this, true);
    }
}
