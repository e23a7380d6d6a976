package dev.breakwater.call;

import dev.breakwater.time.Delayer;
import dev.breakwater.time.Ticker;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Obeys a call without holding a thread: each step runs on whatever thread the one before it ended on, waits run on the delayer.
 *
 * @param <R> the client's response type
 */
public final class AsyncDriver<R> {
    private final Call call;
    private final AsyncSender<R> sender;
    private final Delayer delayer;
    private final Ticker ticker;
    private final CompletableFuture<R> result = new CompletableFuture<>();
    private volatile @Nullable Runnable takeBack;
    private volatile boolean cancelled;

    public AsyncDriver(Call call, AsyncSender<R> sender, Delayer delayer, Ticker ticker) {
        this.call = call;
        this.sender = sender;
        this.delayer = delayer;
        this.ticker = ticker;
    }

    /** Starts the call, the first attempt on the calling thread. The future is the driver's own: adapters hand out theirs. */
    public CompletableFuture<R> run() {
        obey(call.start(ticker.nanos()), null);
        return result;
    }

    /** Goes on with a call that has already begun: see {@link AnswerGate#recover}. */
    public CompletableFuture<R> resume(Decision next) {
        obey(next, null);
        return result;
    }

    /** The application takes the call back: the attempt or the wait under way ends, and nothing more is sent. */
    public void cancel() {
        cancelled = true;
        Runnable current = takeBack;
        if (current != null) {
            current.run();
        }
    }

    private void obey(Decision decision, @Nullable R response) {
        try {
            step(decision, response);
        } catch (RuntimeException | Error e) {
            call.cancelled(e, ticker.nanos());
            result.completeExceptionally(e);
        }
    }

    private void step(Decision decision, @Nullable R response) {
        if (decision instanceof Decision.Deliver deliver) {
            deliver(response, deliver);
            return;
        }
        if (response != null) {
            sender.discard(response);
        }
        if (cancelled) {
            giveUp();
        } else if (decision instanceof Decision.Send send) {
            send(send.attempt());
        } else if (decision instanceof Decision.Wait wait) {
            await(wait);
        } else if (decision instanceof Decision.Reject reject) {
            result.complete(sender.synthesize(reject.response()));
        } else if (decision instanceof Decision.Fail fail) {
            result.completeExceptionally(fail.error());
        }
    }

    private void deliver(@Nullable R response, Decision.Deliver deliver) {
        Throwable failure = call.failure();
        if (failure == null && response != null) {
            result.complete(sender.deliver(response, deliver));
            return;
        }
        if (response != null) {
            sender.discard(response);
        }
        result.completeExceptionally(
                failure != null ? failure : new IllegalStateException("the adapter kept no response to deliver"));
    }

    private void send(Attempt attempt) {
        CompletableFuture<Answer<R>> sent;
        try (CallObserver.Scope scope = call.observer().sending(attempt, ticker.nanos())) {
            sent = sender.send(attempt);
        }
        takeBackBy(() -> sent.cancel(true));
        sent.whenComplete((answer, error) -> {
            if (error == null) {
                obey(answer.decision(), answer.response());
            } else {
                obey(call.next(failure(unwrap(error)), ticker.nanos()), null);
            }
        });
    }

    private Outcome failure(Throwable error) {
        return cancelled || error instanceof CancellationException
                ? new Outcome.Failed(FailureKind.CANCELLED, error)
                : Failures.outcome(error);
    }

    private void await(Decision.Wait wait) {
        AtomicBoolean ended = new AtomicBoolean();
        Runnable goOn = () -> {
            if (ended.compareAndSet(false, true)) {
                if (cancelled) {
                    giveUp();
                } else {
                    obey(call.waited(ticker.nanos()), null);
                }
            }
        };
        Runnable timer = delayer.after(wait.nanos(), goOn);
        takeBackBy(() -> {
            timer.run();
            goOn.run();
        });
        Signal signal = wait.signal();
        if (signal != null) {
            // On the delayer's thread: whoever raises it is ending a call of its own and must not work for this one.
            signal.onRaised(() -> {
                timer.run();
                delayer.after(0, goOn);
            });
        }
    }

    private void takeBackBy(Runnable how) {
        takeBack = how;
        if (cancelled) {
            how.run();
        }
    }

    private void giveUp() {
        CancellationException cancellation = new CancellationException();
        call.cancelled(cancellation, ticker.nanos());
        result.completeExceptionally(cancellation);
    }

    private static Throwable unwrap(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }
}
