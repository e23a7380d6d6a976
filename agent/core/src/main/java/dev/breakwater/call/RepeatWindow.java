package dev.breakwater.call;

import dev.breakwater.message.Body;
import dev.breakwater.message.Request;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Calls that failed moments ago after every attempt was made. An SDK that repeats one of them on its own account gets the same
 * failure again, at once and without a send, so that its retries do not multiply the agent's. Small and bounded; thread-safe.
 */
final class RepeatWindow {
    private static final int MAX_CALLS = 64;
    /** SDKs repeat two or three times; whatever comes after that, and does not say what it is, is somebody's new intention. */
    private static final int MAX_REPLAYS = 3;

    private static final long WINDOW_NANOS = Duration.ofSeconds(5).toNanos();
    /** A repeat that says itself that it is one may come as late as the longest pause of such an SDK. */
    private static final long DECLARED_WINDOW_NANOS = Duration.ofSeconds(30).toNanos();

    private record Fingerprint(String path, int bodyHash, long bodyLength) {}

    private static final class Failure {
        final Fingerprint fingerprint;
        final long threadId;
        final Decision decision;
        final long atNanos;
        int replays;

        Failure(Fingerprint fingerprint, long threadId, Decision decision, long atNanos) {
            this.fingerprint = fingerprint;
            this.threadId = threadId;
            this.decision = decision;
            this.atNanos = atNanos;
        }
    }

    private final Deque<Failure> failures = new ArrayDeque<>();
    private volatile boolean empty = true;

    /** Remembers a failure that the application is about to get, as the decision that would give it again. */
    void remember(Request request, Caller caller, Decision decision, long nowNanos) {
        Fingerprint fingerprint = fingerprint(request);
        if (fingerprint == null) {
            return;
        }
        synchronized (failures) {
            if (failures.size() == MAX_CALLS) {
                failures.removeFirst();
            }
            failures.addLast(new Failure(fingerprint, caller.threadId(), decision, nowNanos));
            empty = false;
        }
    }

    /**
     * What to answer at once, or null for a call that is no repeat.
     *
     * @param declared whether the request or the client says that it is a repeat
     */
    @Nullable
    Decision find(Request request, Caller caller, boolean declared, long nowNanos) {
        if (empty) {
            return null;
        }
        Fingerprint fingerprint = fingerprint(request);
        synchronized (failures) {
            forgetOld(nowNanos);
            for (Failure failure : failures) {
                if (repeats(failure, fingerprint, caller, declared, nowNanos)) {
                    failure.replays++;
                    return failure.decision;
                }
            }
        }
        return null;
    }

    private static boolean repeats(
            Failure failure, @Nullable Fingerprint fingerprint, Caller caller, boolean declared, long nowNanos) {
        boolean near = failure.threadId == caller.threadId()
                && nowNanos - failure.atNanos < WINDOW_NANOS
                && failure.replays < MAX_REPLAYS;
        return (declared || near) && failure.fingerprint.equals(fingerprint);
    }

    private void forgetOld(long nowNanos) {
        Iterator<Failure> oldest = failures.iterator();
        while (oldest.hasNext() && nowNanos - oldest.next().atNanos >= DECLARED_WINDOW_NANOS) {
            oldest.remove();
        }
        empty = failures.isEmpty();
    }

    private static @Nullable Fingerprint fingerprint(Request request) {
        Body body = request.body();
        byte[] bytes = body.bytes();
        return bytes == null || bytes.length == 0
                ? null
                : new Fingerprint(request.url().path(), Arrays.hashCode(bytes), bytes.length);
    }
}
