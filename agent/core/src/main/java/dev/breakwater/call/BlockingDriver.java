package dev.breakwater.call;

import dev.breakwater.time.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Obeys a call on the calling thread. Waiting parks the thread (a virtual thread unmounts), ends early on interrupt, and looks
 * every 20 ms whether the application has cancelled, since some clients cancel without an interrupt.
 */
public final class BlockingDriver {
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Ticker ticker;

    public BlockingDriver(Ticker ticker) {
        this.ticker = ticker;
    }

    /**
     * Runs a call to its end.
     *
     * @return the response for the application
     * @throws Exception what the application's client threw at last, or its cancellation or interruption
     */
    public <R> R run(Call call, BlockingSender<R> sender) throws Exception {
        return resume(call, sender, call.start(ticker.nanos()));
    }

    /**
     * Goes on with a call that has already begun: see {@link AnswerGate#recover}.
     *
     * @throws Exception as {@link #run} does
     */
    public <R> R resume(Call call, BlockingSender<R> sender, Decision next) throws Exception {
        Decision decision = next;
        while (true) {
            if (decision instanceof Decision.Send send) {
                Answer<R> answer = send(call, sender, send.attempt());
                R response = answer.response();
                decision = answer.decision();
                if (decision instanceof Decision.Deliver deliver) {
                    return delivered(call, sender, response, deliver);
                }
                if (response != null) {
                    sender.discard(response);
                }
            } else if (decision instanceof Decision.Wait wait) {
                await(call, sender, wait);
                decision = call.waited(ticker.nanos());
            } else if (decision instanceof Decision.Reject reject) {
                return sender.synthesize(reject.response());
            } else if (decision instanceof Decision.Fail fail) {
                throw thrown(fail.error());
            } else {
                throw new IllegalStateException("nothing was sent that could be delivered");
            }
        }
    }

    private <R> Answer<R> send(Call call, BlockingSender<R> sender, Attempt attempt) throws Exception {
        try (CallObserver.Scope scope = call.observer().sending(attempt, attempt.startNanos())) {
            return sender.send(attempt);
        } catch (InterruptedException | RuntimeException | Error e) {
            // An interrupt takes the call back; the others come from code, the application's or ours, and a repeat
            // would
            // only run into them again: they are no outcome of an attempt.
            call.cancelled(e, ticker.nanos());
            throw e;
        } catch (Exception e) {
            Decision decision = call.next(failure(sender, e), ticker.nanos());
            return new Answer<>(null, decision);
        }
    }

    private static Outcome failure(BlockingSender<?> sender, Exception error) {
        return sender.cancelled() ? new Outcome.Failed(FailureKind.CANCELLED, error) : Failures.outcome(error);
    }

    private static <R> R delivered(
            Call call, Sender<R> sender, @org.jspecify.annotations.Nullable R response, Decision.Deliver deliver)
            throws Exception {
        Throwable failure = call.failure();
        if (failure != null) {
            if (response != null) {
                sender.discard(response);
            }
            throw thrown(failure);
        }
        if (response == null) {
            throw new IllegalStateException("the adapter kept no response to deliver");
        }
        return sender.deliver(response, deliver);
    }

    private static Exception thrown(Throwable error) {
        if (error instanceof Error fatal) {
            throw fatal;
        }
        return (Exception) error;
    }

    private void await(Call call, BlockingSender<?> sender, Decision.Wait wait) throws Exception {
        long end = ticker.nanos() + wait.nanos();
        Signal signal = wait.signal();
        if (signal != null) {
            Thread waiting = Thread.currentThread();
            signal.onRaised(() -> LockSupport.unpark(waiting));
        }
        long left = wait.nanos();
        while (left > 0 && (signal == null || !signal.raised())) {
            LockSupport.parkNanos(this, Math.min(left, SLICE_NANOS));
            if (Thread.currentThread().isInterrupted()) {
                Exception interruption = sender.interruption();
                call.cancelled(interruption, ticker.nanos());
                throw interruption;
            }
            if (sender.cancelled()) {
                Exception cancellation = sender.cancellation();
                call.cancelled(cancellation, ticker.nanos());
                throw cancellation;
            }
            left = end - ticker.nanos();
        }
    }
}
