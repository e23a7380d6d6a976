package dev.breakwater.client.apache4.async;

import dev.breakwater.call.Answer;
import dev.breakwater.call.Decision;
import dev.breakwater.call.FailureKind;
import dev.breakwater.call.Failures;
import dev.breakwater.call.Outcome;
import dev.breakwater.client.apache4.shared.HeadersView;
import dev.breakwater.client.nonblocking.LimitTimer;
import dev.breakwater.client.nonblocking.LiveAttempt;
import dev.breakwater.client.nonblocking.Pool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.apache.http.ConnectionClosedException;
import org.apache.http.HttpResponse;
import org.apache.http.concurrent.FutureCallback;
import org.apache.http.nio.ContentDecoder;
import org.apache.http.nio.IOControl;
import org.apache.http.nio.protocol.HttpAsyncResponseConsumer;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Receives one attempt's answer: keeps it back while nothing is decided, then passes it on to the application or drops it. The
 * client's threads and the timer meet here, under the attempt's lock, which is never held while the application's code runs.
 *
 * @param <T> what the application's consumer makes of an answer
 */
final class AnswerConsumer<T> implements HttpAsyncResponseConsumer<Object>, FutureCallback<Object> {
    private static final int CHUNK_BYTES = 1 << 13;

    private final LiveAttempt live;
    private final SentAttempt<T> sent;
    private final AttemptProducer request;
    private final AttemptSender<T> attempts;
    private final @Nullable Delivery<T> resumed;
    private final LimitTimer timer;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private @Nullable HttpResponse response;
    private @Nullable List<ByteBuffer> held = new ArrayList<>();
    private @Nullable Delivery<T> delivery;
    private @Nullable IOControl input;
    private boolean stopped;
    private volatile boolean dropped;
    private boolean ended;
    private @Nullable Throwable broken;

    /** @param resumed what gets the answer's bytes if it is to be delivered; null for an answer of its own */
    AnswerConsumer(
            LiveAttempt live,
            SentAttempt<T> sent,
            AttemptProducer request,
            AttemptSender<T> attempts,
            @Nullable Delivery<T> resumed) {
        this.live = live;
        this.sent = sent;
        this.request = request;
        this.attempts = attempts;
        this.resumed = resumed;
        this.timer = new LimitTimer(live, () -> Pool.execute(this::onLimit));
    }

    LiveAttempt live() {
        return live;
    }

    LimitTimer timer() {
        return timer;
    }

    @Override
    public void responseReceived(HttpResponse head) {
        response = head;
        boolean decided = live.head(head.getStatusLine().getStatusCode(), new HeadersView(head));
        if (decided) {
            settle();
        } else if (live.takenBack()) {
            abort();
        } else {
            timer.arm();
        }
    }

    @Override
    public void consumeContent(ContentDecoder decoder, IOControl control) throws IOException {
        if (dropped || stops(control)) {
            return;
        }
        boolean more = true;
        while (more) {
            ByteBuffer bytes = ByteBuffer.wrap(chunk);
            try {
                decoder.read(bytes);
            } finally {
                // What it has read before it fails it does not count, but it is there.
                int read = bytes.position();
                more = read > 0 && received(List.of(ByteBuffer.wrap(Arrays.copyOf(chunk, read))));
            }
        }
    }

    /** While the application has something to read, nothing more is read for it. */
    private boolean stops(IOControl control) {
        live.lock().lock();
        try {
            input = control;
            stopped = delivery != null && delivery.busy();
            if (stopped) {
                timer.pause();
                control.suspendInput();
            }
            return stopped;
        } finally {
            live.lock().unlock();
        }
    }

    /** The application waits for more; under the lock. */
    void goOn() {
        IOControl control = input;
        if (stopped && control != null && !ended) {
            stopped = false;
            timer.resume();
            control.requestInput();
        }
    }

    /** Returns whether there is a use for more at once. */
    private boolean received(List<ByteBuffer> bytes) {
        boolean decided;
        boolean holding;
        Throwable failure = null;
        Delivery<T> delivering;
        live.lock().lock();
        try {
            decided = live.bytes(bytes);
            List<ByteBuffer> before = held;
            holding = before != null;
            delivering = delivery;
            if (before != null) {
                before.addAll(bytes);
            } else if (delivering != null) {
                delivering.add(live.released(bytes));
                failure = live.failure();
            }
        } finally {
            live.lock().unlock();
        }
        if (decided) {
            settle();
            return false;
        }
        if (holding) {
            if (live.takenBack()) {
                abort();
            }
            return !dropped;
        }
        goOnDelivering(delivering, failure);
        return delivering != null && failure == null && !delivering.busy();
    }

    private void goOnDelivering(@Nullable Delivery<T> delivering, @Nullable Throwable failure) {
        if (delivering == null) {
            return;
        }
        if (failure == null) {
            delivering.emit();
        } else {
            delivering.end(this, failure);
        }
    }

    /** The client has the whole answer, and its connection is free again. */
    @Override
    public void completed(@Nullable Object none) {
        boolean decided;
        Delivery<T> delivering;
        live.lock().lock();
        try {
            if (ended) {
                return;
            }
            decided = live.end();
            ended = true;
            delivering = delivery;
            if (delivering != null) {
                delivering.add(live.releasedRest());
            }
        } finally {
            live.lock().unlock();
        }
        if (decided) {
            settle();
        } else if (delivering != null) {
            delivering.end(this, live.failure());
        } else {
            timer.stop();
        }
    }

    @Override
    public void failed(Exception error) {
        broken(error);
    }

    private void broken(Exception error) {
        boolean decided;
        boolean headless;
        Throwable failure;
        Delivery<T> delivering;
        live.lock().lock();
        try {
            if (ended) {
                return;
            }
            headless = live.awaitsHead();
            decided = live.broken(error);
            ended = true;
            failure = breakBy(error);
            broken = failure;
            delivering = delivery;
            if (delivering != null && failure == null) {
                delivering.add(live.releasedRest());
            }
        } finally {
            live.lock().unlock();
        }
        if (headless) {
            attempts.failed(error);
            sent.failed(outcome(error));
        } else if (decided) {
            settle();
        } else if (delivering != null) {
            delivering.end(this, failure);
        } else {
            timer.stop();
        }
    }

    /** Behind an answer that has come as a whole nothing can break. */
    private @Nullable Throwable breakBy(Exception error) {
        Throwable said = live.failure();
        return said != null ? said : live.complete() ? null : error;
    }

    /** What came from code, the application's interceptors for one, is no outcome of an attempt: a repeat would meet it again. */
    private Outcome.Failed outcome(Exception error) {
        if (error instanceof RuntimeException) {
            return new Outcome.Failed(FailureKind.CANCELLED, error);
        }
        return request.sent() ? Failures.outcome(error) : new Outcome.Failed(FailureKind.NOT_SENT, error);
    }

    @Override
    public void cancelled() {
        cancel();
    }

    @Override
    public boolean cancel() {
        broken(new CancellationException("the client has cancelled the request"));
        return true;
    }

    /** Always the last that the client says, and of some ends the only one. */
    @Override
    public void close() {
        // After a whole answer, the callback comes before.
        broken(new ConnectionClosedException("Connection closed"));
    }

    /** The gate's limit has passed. */
    private void onLimit() {
        boolean decided;
        boolean complete;
        Throwable failure;
        Delivery<T> delivering;
        live.lock().lock();
        try {
            if (ended || !timer.stillPassed()) {
                return;
            }
            decided = live.limit();
            failure = live.failure();
            delivering = delivery;
            complete = failure == null && live.complete();
            if (complete && delivering != null) {
                delivering.add(live.releasedRest());
            }
        } finally {
            live.lock().unlock();
        }
        if (decided) {
            settle();
        } else if (complete && delivering != null) {
            delivering.end(this, null);
            abort();
        } else if (failure != null) {
            goOnDelivering(delivering, failure);
        }
    }

    /** Whoever brought the decision carries it out. */
    private void settle() {
        Delivery<T> delivering = null;
        live.lock().lock();
        try {
            List<ByteBuffer> bytes = held;
            held = null;
            if (bytes != null && live.forApplication()) {
                delivering = resumed == null ? attempts.delivery() : resumed;
                delivery = delivering;
                live.deliverBy(delivering);
                delivering.takeFrom(this, live.released(bytes));
            }
        } finally {
            live.lock().unlock();
        }
        Decision decision = Objects.requireNonNull(live.decision());
        if (delivering == null) {
            drop(decision);
        } else {
            deliver(delivering, decision);
        }
    }

    private void deliver(Delivery<T> delivering, Decision decision) {
        timer.arm();
        sent.complete(new Answer<>(delivering, decision));
        if (resumed == null) {
            delivering.start(AnswerHead.of(Objects.requireNonNull(response), live, (Decision.Deliver) decision));
        } else if (!delivering.reading()) {
            timer.stop();
            live.left();
            abort();
        }
        if (ended) {
            endAfterHeld(delivering);
        } else {
            goOnDelivering(delivering, live.failure());
        }
    }

    private void endAfterHeld(Delivery<T> delivering) {
        live.lock().lock();
        try {
            if (broken == null) {
                delivering.add(live.releasedRest());
            }
        } finally {
            live.lock().unlock();
        }
        delivering.end(this, broken == null ? live.failure() : broken);
    }

    /** The next attempt starts elsewhere: it may have to look a host's name up, for which this thread is too good. */
    private void drop(Decision decision) {
        timer.stop();
        abort();
        Pool.execute(() -> sent.complete(new Answer<>(null, decision)));
    }

    /** Nobody wants the rest. */
    void abort() {
        dropped = true;
        if (!ended) {
            sent.abort();
        }
    }

    @Override
    public void responseCompleted(HttpContext context) {
        // The callback says so, too, when the connection is free.
    }

    @Override
    public @Nullable Exception getException() {
        return null;
    }

    @Override
    public @Nullable Object getResult() {
        return null;
    }

    @Override
    public boolean isDone() {
        return dropped;
    }
}
