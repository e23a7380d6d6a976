package dev.breakwater.client.apache4.async;

import dev.breakwater.client.apache4.shared.CapturedEntity;
import dev.breakwater.client.nonblocking.Pool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.http.HttpEntity;
import org.apache.http.nio.ContentEncoder;
import org.apache.http.nio.IOControl;
import org.apache.http.nio.protocol.HttpAsyncRequestProducer;

/** Has the application's producer write its body into memory, at its own pace: it may stop and go on later, from any thread. */
final class BodyReading implements ContentEncoder, IOControl {
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final ReentrantLock lock = new ReentrantLock();
    private final HttpAsyncRequestProducer producer;
    private final long declaredBytes;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 13);
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private volatile boolean completed;
    private boolean suspended;
    private boolean waiting;

    private BodyReading(HttpAsyncRequestProducer producer, long declaredBytes) {
        this.producer = producer;
        this.declaredBytes = declaredBytes;
    }

    /** The body in memory where it is small enough; read on this thread if nothing in it can block. Cancelling it is enough. */
    static CompletableFuture<CapturedEntity> of(Exchange<?> exchange) {
        HttpEntity entity = CapturedEntity.enclosedIn(exchange.request());
        if (entity == null) {
            return CompletableFuture.completedFuture(CapturedEntity.none());
        }
        HttpAsyncRequestProducer producer = exchange.producer();
        if (!CapturedEntity.fits(entity)) {
            return CompletableFuture.completedFuture(CapturedEntity.unread(entity, producer.isRepeatable()));
        }
        BodyReading reading = new BodyReading(producer, entity.getContentLength());
        if (entity.isRepeatable() && !entity.isStreaming()) {
            reading.read();
        } else {
            Pool.execute(reading::read);
        }
        return reading.whole.thenApply(written -> CapturedEntity.of(exchange.request(), entity, written));
    }

    private void read() {
        try {
            while (!completed) {
                int before = bytes.size();
                producer.produceContent(this, this);
                if (!completed && bytes.size() == before) {
                    waitForMore();
                    return;
                }
            }
            producer.resetRequest();
            whole.complete(bytes.toByteArray());
        } catch (IOException | RuntimeException | Error e) {
            whole.completeExceptionally(e);
        }
    }

    private void waitForMore() {
        boolean told;
        lock.lock();
        try {
            told = suspended;
            waiting = told;
        } finally {
            lock.unlock();
        }
        if (!told) {
            Pool.delayer().after(LOOK_AGAIN_NANOS, this::read);
        }
    }

    @Override
    public int write(ByteBuffer source) {
        int length = source.remaining();
        if (declaredBytes >= 0) {
            length = (int) Math.min(length, declaredBytes - bytes.size());
        }
        byte[] piece = new byte[length];
        source.get(piece);
        bytes.writeBytes(piece);
        completed |= bytes.size() == declaredBytes;
        return length;
    }

    @Override
    public void complete() {
        completed = true;
    }

    @Override
    public boolean isCompleted() {
        return completed;
    }

    @Override
    public void requestOutput() {
        boolean goOn;
        lock.lock();
        try {
            suspended = false;
            goOn = waiting;
            waiting = false;
        } finally {
            lock.unlock();
        }
        if (goOn) {
            Pool.execute(this::read);
        }
    }

    @Override
    public void suspendOutput() {
        lock.lock();
        try {
            suspended = true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void requestInput() {}

    @Override
    public void suspendInput() {}

    @Override
    public void shutdown() {
        whole.completeExceptionally(new IOException("the request's producer has shut the connection down"));
    }
}
