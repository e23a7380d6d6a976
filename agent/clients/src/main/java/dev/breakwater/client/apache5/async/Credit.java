package dev.breakwater.client.apache5.async;

import dev.breakwater.client.nonblocking.LimitTimer;
import dev.breakwater.client.nonblocking.LiveAttempt;
import java.io.IOException;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.jspecify.annotations.Nullable;

/**
 * How much one attempt's provider may send: what the application has room for, and what was kept back from it. So a held answer
 * cannot stop for want of a reader, and a slow reader still slows the provider down.
 */
final class Credit {
    private final LiveAttempt live;
    private final LimitTimer timer;
    private @Nullable CapacityChannel channel;
    private long owed;
    private volatile boolean asking;
    private boolean starved;

    Credit(LiveAttempt live, LimitTimer timer) {
        this.live = live;
        this.timer = timer;
    }

    /** Whether the application owes an answer to the client's question, and not the provider. Under the lock. */
    boolean starved() {
        return starved;
    }

    /** From here on the application gives credit, beginning with what it has given before. Under the lock. */
    void begin(long given) {
        owed = given;
    }

    /** The client asks while nobody reads yet. */
    void known(CapacityChannel own) throws IOException {
        live.lock().lock();
        try {
            channel = own;
        } finally {
            live.lock().unlock();
        }
        give(0, false);
    }

    /** The client asks, and the question goes on to the application, which may answer now or later. */
    void asked(CapacityChannel own, Runnable question) throws IOException {
        live.lock().lock();
        try {
            channel = own;
        } finally {
            live.lock().unlock();
        }
        askedBefore(question);
    }

    /** The same, if it has asked at all. */
    void askedBefore(Runnable question) throws IOException {
        live.lock().lock();
        try {
            asking = channel != null;
            starved = asking;
        } finally {
            live.lock().unlock();
        }
        if (asking) {
            give(0, false);
            question.run();
            pauseIfStarved();
        }
    }

    /** Until the application has room, nobody waits for the provider. */
    private void pauseIfStarved() {
        live.lock().lock();
        try {
            asking = false;
            if (starved) {
                timer.pause();
            }
        } finally {
            live.lock().unlock();
        }
    }

    /** Bytes that did not reach the application: not at its expense. Less than 0: some that had not reached it before. */
    void giveBack(int bytes) throws IOException {
        if (bytes != 0) {
            give(bytes, false);
        }
    }

    /** The application has room for more. */
    void granted(int bytes) throws IOException {
        give(bytes, true);
    }

    private void give(long bytes, boolean byApplication) throws IOException {
        CapacityChannel to;
        long now;
        live.lock().lock();
        try {
            owed += bytes;
            if (asking && byApplication && owed < bytes) {
                // An answer to the client's question is an answer: some consumers give as much each time, and only
                // then.
                owed = bytes;
            }
            to = channel;
            now = to == null ? 0 : Math.max(0, Math.min(owed, Integer.MAX_VALUE));
            owed -= now;
            if (now > 0) {
                starved = false;
                timer.resume();
            }
        } finally {
            live.lock().unlock();
        }
        if (to != null && now > 0) {
            to.update((int) now);
        }
    }
}
