package dev.breakwater.client.contract;

import dev.breakwater.call.Attempt;
import dev.breakwater.call.Call;
import dev.breakwater.call.CallListener;
import dev.breakwater.call.CallObserver;
import dev.breakwater.call.CallResult;
import dev.breakwater.call.Outcome;
import dev.breakwater.call.Verdict;
import dev.breakwater.call.WaitReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What the engine told about the calls of a test. Thread-safe. */
final class CallLog implements CallListener {
    private final List<CallResult> ended = new ArrayList<>();
    private int started;
    private int waits;
    private int heads;
    private int judged;

    @Override
    public synchronized CallObserver started(Call call, long nowNanos) {
        started++;
        return new CallObserver() {
            @Override
            public void waiting(WaitReason reason, long nanos, long now) {
                waited();
            }

            @Override
            public void attemptEnded(Attempt attempt, Outcome outcome, Verdict verdict, long now) {
                judged();
            }

            @Override
            public void ended(CallResult result, long now) {
                add(result);
            }
        };
    }

    private synchronized void waited() {
        waits++;
        notifyAll();
    }

    private synchronized void judged() {
        judged++;
        notifyAll();
    }

    synchronized void headCame() {
        heads++;
        notifyAll();
    }

    private synchronized void add(CallResult result) {
        ended.add(result);
        notifyAll();
    }

    synchronized int started() {
        return started;
    }

    synchronized List<CallResult> ended() {
        return List.copyOf(ended);
    }

    /** Waits until some call waits. */
    void awaitWaiting() throws InterruptedException {
        await(log -> log.waits > 0, "no call waits");
    }

    /** Waits until the head of some good answer has come. */
    void awaitHead() throws InterruptedException {
        await(log -> log.heads > 0, "no answer has come");
    }

    /** Waits until some attempt has been decided about: a stream's, at its first token. */
    void awaitJudged() throws InterruptedException {
        await(log -> log.judged > 0, "nothing was decided about any attempt");
    }

    /** Waits until each call that began has ended: nothing holds a permit, a breaker's probe or a place any more. */
    void awaitAllEnded() throws InterruptedException {
        await(log -> log.ended.size() >= log.started, "a call has never ended");
    }

    private synchronized void await(Predicate<CallLog> condition, String otherwise) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.test(this)) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError(otherwise + ": " + started + " began, ended are " + ended);
            }
            wait(left);
        }
    }
}
