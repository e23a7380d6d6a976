package dev.breakwater.client.apache4.async;

import dev.breakwater.call.Decision;
import dev.breakwater.call.Failures;
import dev.breakwater.client.nonblocking.LiveAttempt;
import dev.breakwater.client.nonblocking.Pool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.http.ConnectionClosedException;
import org.apache.http.HttpException;
import org.apache.http.HttpResponse;
import org.apache.http.nio.ContentDecoder;
import org.apache.http.nio.IOControl;
import org.jspecify.annotations.Nullable;

/**
 * Gives an answer to the application's consumer: first what was held back, then what follows, at the application's own pace, and
 * from another attempt's answer if this one breaks and can be taken up. News comes from the client, the timer and the
 * application's threads; it goes out one at a time, and after the last word none.
 *
 * @param <T> what the application's consumer makes of an answer
 */
final class Delivery<T> implements ContentDecoder, IOControl, LiveAttempt.Delivery {
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final ReentrantLock lock;
    private final Application<T> application;
    private final Takeover<T> takeover;
    private final Deque<ByteBuffer> queued = new ArrayDeque<>();
    private @Nullable AnswerConsumer<T> feed;
    private boolean enclosing;
    private boolean emitting = true;
    private boolean suspended;
    private boolean ended;
    private boolean endSeen;
    private boolean over;
    private @Nullable Throwable failure;

    Delivery(ReentrantLock lock, Application<T> application, Takeover<T> takeover) {
        this.lock = lock;
        this.application = application;
        this.takeover = takeover;
    }

    /** The application's consumer gets its head; what it throws is the call's failure, as it would be without the agent. */
    void start(HttpResponse head) {
        application.restoreContext();
        try {
            enclosing = head.getEntity() != null;
            application.consumer().responseReceived(head);
        } catch (IOException | HttpException | RuntimeException theirs) {
            leave(theirs);
            return;
        }
        idle();
        emit();
    }

    /** From here on the bytes come from this answer; under the lock. */
    void takeFrom(AnswerConsumer<T> next, List<ByteBuffer> held) {
        feed = next;
        add(held);
    }

    /** A whole answer of the agent's own. */
    void takeWhole(byte[] body) {
        lock.lock();
        try {
            add(List.of(ByteBuffer.wrap(body)));
            ended = true;
        } finally {
            lock.unlock();
        }
    }

    /** More of the answer; under the lock, and {@link #emit} follows. */
    void add(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (buffer.hasRemaining()) {
                queued.add(buffer);
            }
        }
    }

    /** Whether the application has yet to read what is here; under the lock, or as a hint. */
    boolean busy() {
        lock.lock();
        try {
            return suspended || !queued.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Whether anybody still waits for bytes. */
    boolean reading() {
        lock.lock();
        try {
            return !over && !ended;
        } finally {
            lock.unlock();
        }
    }

    /** An answer is over: well, or with what the application must see in place of a clean end if nobody takes it up. */
    void end(AnswerConsumer<T> from, @Nullable Throwable error) {
        Decision next = null;
        lock.lock();
        try {
            if (ended || !from.equals(feed)) {
                return;
            }
            next = error == null || over ? null : from.live().recover();
            if (next == null) {
                ended = true;
                failure = error;
            } else {
                feed = null;
            }
        } finally {
            lock.unlock();
        }
        from.timer().stop();
        // First the application, then the client: that one would tell of its own cancellation.
        emit();
        if (error != null) {
            from.abort();
        }
        if (next != null) {
            takeover.resume(from.live(), next, this);
        }
    }

    /** Nobody could take the answer up. */
    void giveUp(Throwable error) {
        lock.lock();
        try {
            if (!ended) {
                ended = true;
                failure = error;
            }
        } finally {
            lock.unlock();
        }
        emit();
    }

    @Override
    public void takeBack() {
        leave(new CancellationException());
    }

    /** The application reads no more. */
    private void leave(Exception why) {
        AnswerConsumer<T> current;
        lock.lock();
        try {
            over = true;
            queued.clear();
            current = feed;
        } finally {
            lock.unlock();
        }
        if (current == null) {
            takeover.cancel();
        } else {
            current.timer().stop();
            current.live().left();
            current.abort();
        }
        if (why instanceof CancellationException) {
            application.cancel();
        } else {
            application.fail(why);
        }
    }

    /** Says whatever can be said now. One thread at a time: whoever finds another one at it leaves its news to that one. */
    void emit() {
        boolean last = false;
        while (!last) {
            int before;
            lock.lock();
            try {
                if (emitting || over) {
                    return;
                }
                boolean readable = !queued.isEmpty() && !suspended;
                last = !readable && ended && (queued.isEmpty() || failure != null);
                if (!readable && !last) {
                    if (queued.isEmpty() && !suspended && feed != null) {
                        feed.goOn();
                    }
                    return;
                }
                emitting = true;
                over = last;
                before = remaining();
            } finally {
                lock.unlock();
            }
            if (last) {
                finish();
            } else if (!consume(before)) {
                return;
            }
        }
    }

    private int remaining() {
        int bytes = 0;
        for (ByteBuffer buffer : queued) {
            bytes += buffer.remaining();
        }
        return bytes;
    }

    /** False if there is nothing more to be done on this thread. */
    private boolean consume(int before) {
        boolean stuck;
        try {
            application.consumer().consumeContent(this, this);
        } catch (IOException | RuntimeException theirs) {
            leave(theirs);
            return false;
        }
        lock.lock();
        try {
            emitting = false;
            stuck = !suspended && remaining() == before;
        } finally {
            lock.unlock();
        }
        if (application.consumer().isDone() && !isCompleted()) {
            takeBack();
            return false;
        }
        if (stuck) {
            Pool.delayer().after(LOOK_AGAIN_NANOS, this::emit);
        }
        return !stuck;
    }

    private void idle() {
        lock.lock();
        try {
            emitting = false;
        } finally {
            lock.unlock();
        }
    }

    private void finish() {
        Throwable error = failure;
        if (error != null) {
            application.fail(error instanceof Exception exception ? exception : Failures.asIo(error));
            return;
        }
        if (enclosing && !endSeen) {
            try {
                application.consumer().consumeContent(this, this);
            } catch (IOException | RuntimeException theirs) {
                application.fail(theirs);
                return;
            }
        }
        application.restoreContext();
        application.complete();
    }

    @Override
    public int read(ByteBuffer target) {
        AnswerConsumer<T> from;
        int read = 0;
        lock.lock();
        try {
            from = feed;
            while (target.hasRemaining() && !queued.isEmpty()) {
                ByteBuffer next = queued.element();
                int length = Math.min(target.remaining(), next.remaining());
                target.put(next.slice().limit(length));
                next.position(next.position() + length);
                read += length;
                if (!next.hasRemaining()) {
                    queued.remove();
                }
            }
            if (read == 0 && isCompleted()) {
                return -1;
            }
            if (read > 0 && from != null) {
                from.live().passed();
            }
        } finally {
            lock.unlock();
        }
        return read;
    }

    @Override
    public boolean isCompleted() {
        lock.lock();
        try {
            boolean completed = ended && failure == null && queued.isEmpty();
            endSeen |= completed;
            return completed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void suspendInput() {
        lock.lock();
        try {
            suspended = true;
        } finally {
            lock.unlock();
        }
    }

    /** Never calls the consumer on this thread, which may hold what that one waits for. */
    @Override
    public void requestInput() {
        lock.lock();
        try {
            if (!suspended) {
                return;
            }
            suspended = false;
        } finally {
            lock.unlock();
        }
        Pool.execute(this::emit);
    }

    @Override
    public void shutdown() {
        leave(new ConnectionClosedException("Connection closed"));
    }

    @Override
    public void requestOutput() {}

    @Override
    public void suspendOutput() {}
}
