package dev.breakwater.client.apache5.async;

import dev.breakwater.call.Decision;
import dev.breakwater.client.nonblocking.FailOpen;
import dev.breakwater.client.nonblocking.LiveAttempt;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;

/**
 * Gives an answer to the application's consumer: first what was held back, then what follows, as it comes, and from another
 * attempt's answer if this one breaks and can be taken up. Signals come from the client's threads, the timer and the application's;
 * they go out one at a time, and after the last one none.
 *
 * @param <T> the application's result type
 */
final class Relay<T> implements LiveAttempt.Delivery {
    private final ReentrantLock lock = new ReentrantLock();
    private final Recipient<T> application;
    private @Nullable Takeover takeover;
    private @Nullable AttemptConsumer feed;
    private @Nullable Head head;
    private final Deque<ByteBuffer> queued = new ArrayDeque<>();
    private boolean capacityAsked;
    private long balance;
    private boolean begun;
    private boolean emitting;
    private boolean ended;
    private @Nullable List<? extends Header> trailers;
    private @Nullable Exception failure;
    private boolean over;

    Relay(Recipient<T> application) {
        this.application = application;
    }

    /** The call's: one for all its attempts. */
    ReentrantLock lock() {
        return lock;
    }

    /** Who goes on when an answer breaks. */
    void takenUpBy(Takeover newTakeover) {
        takeover = newTakeover;
    }

    /** Whether the application has been given an answer, or the end of the call. */
    boolean begun() {
        lock.lock();
        try {
            return begun;
        } finally {
            lock.unlock();
        }
    }

    /** Whether anybody still waits for bytes. */
    boolean reading() {
        lock.lock();
        try {
            return !ended;
        } finally {
            lock.unlock();
        }
    }

    /** What the application has room for, beyond what it was given; under the lock. */
    long balance() {
        return Math.max(0, balance);
    }

    /** From here on the bytes come from this answer; under the lock. {@link #emit} follows. */
    void takeFrom(AttemptConsumer next, @Nullable Head itsHead, List<ByteBuffer> bytes) {
        feed = next;
        begun = true;
        head = itsHead;
        queue(bytes);
    }

    /** An answer of the agent's own making, whole. */
    void give(Head itsHead, byte[] body) {
        lock.lock();
        try {
            if (!ended) {
                begun = true;
                head = itsHead;
                queue(List.of(ByteBuffer.wrap(body)));
                ended = true;
            }
        } finally {
            lock.unlock();
        }
        emit();
    }

    private void queue(List<ByteBuffer> bytes) {
        for (ByteBuffer buffer : bytes) {
            if (buffer.hasRemaining() && !ended) {
                queued.add(AttemptConsumer.copy(buffer));
                balance -= buffer.remaining();
            }
        }
    }

    /** More of the answer, which is the client's again afterwards: read on the spot, or copied if another thread is at it. */
    void pass(AttemptConsumer from, List<ByteBuffer> bytes) {
        boolean now;
        lock.lock();
        try {
            if (ended || from != feed) {
                return;
            }
            now = !emitting && head == null && queued.isEmpty();
            emitting |= now;
            if (!now) {
                queue(bytes);
            }
        } finally {
            lock.unlock();
        }
        if (now) {
            consume(from, bytes);
        }
        emit();
    }

    private void consume(AttemptConsumer from, List<ByteBuffer> bytes) {
        say(() -> {
            for (ByteBuffer buffer : bytes) {
                int length = buffer.remaining();
                from.live().passed();
                application.consume(buffer);
                spent(length);
            }
        });
    }

    private void spent(int length) {
        lock.lock();
        try {
            balance -= length;
        } finally {
            lock.unlock();
        }
    }

    /** An answer is over: well, or with what the application must see in place of a clean end if nobody takes it up. */
    void end(
            AttemptConsumer from,
            List<ByteBuffer> rest,
            @Nullable List<? extends Header> last,
            @Nullable Throwable error) {
        Decision next;
        lock.lock();
        try {
            if (ended || from != feed) {
                return;
            }
            queue(rest);
            next = error == null ? null : from.live().recover();
            if (next == null) {
                ended = true;
                trailers = last;
                failure = error == null ? null : application.seen(error);
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
        if (next != null && takeover != null) {
            takeover.resume(from.live().attempt().call(), next);
        }
    }

    /** The call has failed, or nobody could take its answer up. */
    void fail(Throwable error) {
        lock.lock();
        try {
            if (!ended) {
                begun = true;
                ended = true;
                failure = application.seen(error);
            }
        } finally {
            lock.unlock();
        }
        emit();
    }

    /** As the client has it: the consumer of a call that is cancelled is told that it was interrupted. */
    @Override
    public void takeBack() {
        if (leave(new InterruptedIOException())) {
            emit();
        }
    }

    /** The application does not read on. */
    private boolean leave(Exception why) {
        AttemptConsumer current;
        lock.lock();
        try {
            if (ended) {
                return false;
            }
            ended = true;
            failure = why;
            queued.clear();
            current = feed;
        } finally {
            lock.unlock();
        }
        if (current != null) {
            current.timer().stop();
            current.live().left();
            current.abort();
        } else if (takeover != null) {
            takeover.cancel();
        }
        return true;
    }

    /** The client's question for more room goes on to the application, and its answers back, now or later. */
    void askForCapacity(AttemptConsumer from) {
        lock.lock();
        try {
            capacityAsked = from == feed && !ended;
        } finally {
            lock.unlock();
        }
        emit();
    }

    private void grant(int bytes) throws IOException {
        AttemptConsumer current;
        lock.lock();
        try {
            balance += bytes;
            current = feed;
        } finally {
            lock.unlock();
        }
        if (current != null) {
            current.credit().granted(bytes);
        }
    }

    /** Says whatever can be said now. One thread at a time: whoever finds another one at it leaves its news to that one. */
    void emit() {
        for (Signal next = next(); next != null; next = next()) {
            say(next);
        }
    }

    private @Nullable Signal next() {
        lock.lock();
        try {
            if (emitting || over) {
                return null;
            }
            Signal signal = signal();
            emitting = signal != null;
            return signal;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Signal signal() {
        Head newHead = head;
        ByteBuffer bytes = newHead == null ? queued.poll() : null;
        if (newHead != null) {
            head = null;
            return () -> application.head(newHead);
        }
        if (bytes != null) {
            AttemptConsumer from = feed;
            return () -> {
                if (from != null) {
                    from.live().passed();
                }
                application.consume(bytes);
            };
        }
        if (ended) {
            over = true;
            return () -> application.end(trailers, failure);
        }
        if (capacityAsked) {
            capacityAsked = false;
            return () -> application.updateCapacity(this::grant);
        }
        return null;
    }

    /** What the application throws is its own failure: the provider is not to be blamed for what the client makes of it. */
    private void say(Signal signal) {
        try {
            signal.say();
        } catch (HttpException | IOException | RuntimeException theApplications) {
            leave(theApplications);
        } catch (Error fatal) {
            FailOpen.quietly(() -> leave(new IOException(fatal)));
            throw fatal;
        } finally {
            lock.lock();
            try {
                emitting = false;
            } finally {
                lock.unlock();
            }
        }
    }

    /** One thing that the application is told. */
    @FunctionalInterface
    private interface Signal {
        void say() throws HttpException, IOException;
    }
}
