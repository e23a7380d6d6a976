package dev.breakwater.client.apache5.async;

import dev.breakwater.client.nonblocking.Pool;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.jspecify.annotations.Nullable;

/**
 * Lets the application's producer write its body, once, into memory. Beyond {@link RequestBody#MAX_BYTES} nothing more fits, and the
 * producer goes on with the client in its place. A producer that has nothing yet says when it has.
 */
final class BodyReading implements DataStreamChannel {
    private final CapturedRequest request;
    private final EntityDetails details;
    private final CompletableFuture<RequestBody> done = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean running;
    private boolean asked = true;
    private boolean ended;
    private boolean over;

    BodyReading(CapturedRequest request) {
        this.request = request;
        this.details = Objects.requireNonNull(request.entity());
        this.bytes = new ByteArrayOutputStream((int) Math.max(512, details.getContentLength()));
    }

    /** Runs the application's code: at once where it has everything in memory. */
    CompletableFuture<RequestBody> start() {
        if (request.isRepeatable()) {
            read();
        } else {
            Pool.execute(this::read);
        }
        return done;
    }

    /**
     * One thread at a time, and none after it is over: from then on the producer speaks to the client, and a late word to us would
     * make it forget that.
     */
    private void read() {
        while (begin()) {
            int before = size();
            try {
                if (!settled()) {
                    request.produce(this);
                }
            } catch (Exception | Error theApplications) {
                done.completeExceptionally(theApplications);
            }
            if (over(before)) {
                finish();
            }
        }
    }

    private boolean settled() {
        lock.lock();
        try {
            return ended || bytes.size() > RequestBody.MAX_BYTES;
        } finally {
            lock.unlock();
        }
    }

    private void finish() {
        byte[] read = bytes.toByteArray();
        done.complete(
                read.length <= RequestBody.MAX_BYTES
                        ? RequestBody.read(Objects.requireNonNull(request.head()), details, read)
                        : RequestBody.tooLarge(request, details, read, this::ended));
    }

    /** Whether the producer has said so here; it will not say so again. */
    private boolean ended() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    private int size() {
        lock.lock();
        try {
            return bytes.size();
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is something to do, and this thread is to do it. */
    private boolean begin() {
        lock.lock();
        try {
            if (running || over || !asked || done.isDone()) {
                return false;
            }
            running = true;
            asked = false;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The producer's turn is over; true if everything is said. */
    private boolean over(int before) {
        lock.lock();
        try {
            running = false;
            asked |= bytes.size() > before;
            over |= settled();
            return over;
        } finally {
            lock.unlock();
        }
    }

    /** Not on the calling thread, which may hold the application's own locks. */
    @Override
    public void requestOutput() {
        lock.lock();
        try {
            asked = true;
        } finally {
            lock.unlock();
        }
        Pool.execute(this::read);
    }

    /** Some producers write when they have something, from threads of their own. */
    @Override
    public int write(ByteBuffer source) {
        int length;
        boolean news;
        lock.lock();
        try {
            length = Math.min(source.remaining(), RequestBody.MAX_BYTES + 1 - bytes.size());
            byte[] chunk = new byte[length];
            source.get(chunk);
            bytes.writeBytes(chunk);
            news = !running && bytes.size() > RequestBody.MAX_BYTES;
        } finally {
            lock.unlock();
        }
        if (news) {
            requestOutput();
        }
        return length;
    }

    @Override
    public void endStream() {
        endStream(null);
    }

    @Override
    public void endStream(@Nullable List<? extends Header> trailers) {
        boolean news;
        lock.lock();
        try {
            ended = true;
            news = !running;
        } finally {
            lock.unlock();
        }
        if (news) {
            requestOutput();
        }
    }
}
