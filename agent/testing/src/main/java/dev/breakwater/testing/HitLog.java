package dev.breakwater.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What has arrived so far, in order. Thread-safe. */
final class HitLog {

    private final List<Hit> hits = new ArrayList<>();

    synchronized void add(Hit hit) {
        hits.add(hit);
        notifyAll();
    }

    synchronized List<Hit> all() {
        return List.copyOf(hits);
    }

    synchronized int count() {
        return hits.size();
    }

    synchronized List<Hit> drain() {
        List<Hit> drained = List.copyOf(hits);
        hits.clear();
        return drained;
    }

    synchronized void clear() {
        hits.clear();
    }

    synchronized boolean await(int count, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        for (long left = timeout.toNanos(); hits.size() < count; left = deadline - System.nanoTime()) {
            if (left <= 0) {
                return false;
            }
            wait(left / 1_000_000 + 1);
        }
        return true;
    }
}
