package dev.breakwater.client.blocking;

import dev.breakwater.call.Answer;
import dev.breakwater.call.AnswerGate;
import dev.breakwater.call.Attempt;
import dev.breakwater.call.AttemptLimitException;
import dev.breakwater.call.BlockingDriver;
import dev.breakwater.call.BlockingSender;
import dev.breakwater.call.Call;
import dev.breakwater.call.Caller;
import dev.breakwater.call.Decision;
import dev.breakwater.call.FailureKind;
import dev.breakwater.call.Failures;
import dev.breakwater.call.Outcome;
import dev.breakwater.message.Response;
import dev.breakwater.time.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One logical call: each attempt goes through the application's own client, on its own thread. It also keeps what really
 * happened, so that an error of the agent's own ends in that and never in a second send.
 *
 * @param <R> the client's response type
 */
public final class BlockingCall<R> implements BlockingSender<R> {
    private final Call call;
    private final Transport<R> transport;
    private final Caller caller;
    private final Ticker ticker;
    private final BlockingDriver driver;
    private final LimitWatch watch;
    private boolean sent;
    private @Nullable R received;
    private @Nullable HeldAnswer held;
    private @Nullable Throwable thrown;
    private volatile boolean resumed;
    private volatile boolean left;

    /** Prepares a call; nothing is sent before {@link #run}. */
    public BlockingCall(Call call, Transport<R> transport, Caller caller, Ticker ticker) {
        this.call = call;
        this.transport = transport;
        this.caller = caller;
        this.ticker = ticker;
        this.driver = new BlockingDriver(ticker);
        this.watch = new LimitWatch(ticker, transport::abort);
    }

    /**
     * Runs the call.
     *
     * @return the response for the application
     * @throws IOException what the application's client threw at last
     */
    public R run() throws IOException {
        try {
            return driver.run(call, this);
        } catch (IOException e) {
            throw seen(e);
        } catch (Exception | LinkageError e) {
            return truth(e);
        } finally {
            watch.end();
        }
    }

    /** After an unchecked exception: the application's own goes on to it, ours gives way to what the client did. */
    private R truth(Throwable error) throws IOException {
        Throwable client = thrown;
        if (client instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (client instanceof Error fatal) {
            throw fatal;
        }
        try {
            call.cancelled(error, now());
        } catch (RuntimeException | LinkageError again) {
            error.addSuppressed(again);
        }
        R response = received;
        if (response != null) {
            HeldAnswer answer = held;
            return answer == null ? response : transport.deliver(response, java.util.List.of(), content(answer));
        }
        if (sent) {
            throw Failures.asIo(client == null ? error : client);
        }
        return transport.sendPlain();
    }

    @Override
    public Answer<R> send(Attempt attempt) throws IOException {
        watch.reset();
        watch.begin(attempt.answerDeadlineNanos());
        R response;
        boolean late;
        try {
            response = transmit(attempt);
        } catch (IOException e) {
            return failed(attempt, e, watch.end());
        } finally {
            late = watch.end();
        }
        if (late) {
            discard(response);
            return failed(attempt, new IOException("the answer came with its limit"), true);
        }
        return judge(attempt, response);
    }

    private R transmit(Attempt attempt) throws IOException {
        sent = true;
        thrown = null;
        held = null;
        try {
            R response = transport.send(attempt);
            received = response;
            return response;
        } catch (IOException | RuntimeException | Error e) {
            thrown = e;
            throw e;
        }
    }

    private Answer<R> failed(Attempt attempt, IOException error, boolean late) {
        long now = now();
        Outcome outcome = late ? attempt.limitPassed(now) : transport.outcome(error);
        if (cancelled() || (!late && Thread.currentThread().isInterrupted())) {
            outcome = new Outcome.Failed(FailureKind.CANCELLED, error);
        }
        return new Answer<>(null, call.next(outcome, now));
    }

    private Answer<R> judge(Attempt attempt, R response) throws IOException {
        AnswerGate gate = attempt.onHead(transport.status(response), transport.headers(response), now());
        InputStream content = transport.content(response);
        HeldAnswer answer = new HeldAnswer(gate, content, ticker);
        held = answer;
        try {
            answer.hold(watch, this::cancelled);
        } catch (IOException takenBack) {
            discard(response);
            throw takenBack;
        }
        return new Answer<>(response, call.next(gate.outcome(), now()));
    }

    @Override
    public void discard(R response) {
        received = null;
        HeldAnswer answer = held;
        if (answer == null || !answer.ended()) {
            transport.abort();
        }
        try {
            transport.close(response);
        } catch (IOException | RuntimeException broken) {
            // A response that cannot be closed holds nothing that could be given back.
        }
    }

    @Override
    public R deliver(R response, Decision.Deliver decision) {
        if (resumed) {
            return response;
        }
        HeldAnswer answer = Objects.requireNonNull(held);
        if (!answer.hasContent()) {
            answer.gate().onEnd(now());
        }
        return transport.deliver(response, decision.headersToAdd(), content(answer));
    }

    private @Nullable WatchedStream content(HeldAnswer answer) {
        return answer.hasContent() ? new WatchedStream(answer, this) : null;
    }

    @Override
    public R synthesize(Response response) {
        if (resumed) {
            throw new IllegalStateException("the rest of the answer was refused with status " + response.status());
        }
        try {
            return transport.synthesize(response);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Asks for the rest of an answer that has broken; null when nobody can give it. */
    @Nullable
    HeldAnswer takeUp(AnswerGate broken) throws IOException {
        Decision decision = broken.recover(now());
        if (decision == null) {
            return null;
        }
        closeBroken();
        resumed = true;
        try {
            driver.resume(call, this, decision);
            return held;
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw Failures.asIo(e);
        }
    }

    /** The first response is the application's to close, and holds nothing any more; those that followed are ours. */
    private void closeBroken() {
        R last = received;
        transport.abort();
        if (resumed && last != null) {
            discard(last);
        }
        received = null;
    }

    /** The application does not read on. */
    void leave(HeldAnswer answer, boolean abort) {
        watch.stop();
        try {
            answer.gate().onClosed(now());
        } catch (RuntimeException | LinkageError ours) {
            // The answer is left, whatever the agent makes of it.
        }
        if (resumed || (abort && !answer.ended())) {
            left = true;
            transport.abort();
        }
    }

    boolean resumed() {
        return resumed;
    }

    LimitWatch watch() {
        return watch;
    }

    long now() {
        return ticker.nanos();
    }

    long answerEndNanos() {
        return call.answerEndNanos();
    }

    /** What the application sees of a failure: its own timeout looks as if the client had noticed it. */
    IOException seen(IOException failure) {
        return failure instanceof AttemptLimitException && now() >= caller.deadlineNanos()
                ? transport.timeout(failure)
                : failure;
    }

    @Override
    public boolean cancelled() {
        return left || transport.cancelled();
    }

    @Override
    public IOException cancellation() {
        return transport.cancellation();
    }

    /** As sockets have it: the flag stays set. */
    @Override
    public InterruptedIOException interruption() {
        return new InterruptedIOException("interrupted");
    }
}
