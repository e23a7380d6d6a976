package dev.breakwater.client.apache5.async;

import dev.breakwater.call.AttemptLimitException;
import dev.breakwater.call.Failures;
import dev.breakwater.client.nonblocking.FailOpen;
import dev.breakwater.time.Ticker;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.concurrent.ComplexFuture;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.jspecify.annotations.Nullable;

/**
 * Whom an answer is for: the application's consumer and its future, told what the client would tell them, in that order. Used by
 * one thread at a time.
 *
 * @param <T> the application's result type
 */
final class Recipient<T> {
    private final ApplicationCall<T> call;
    private final ManagedRequests requests;
    private final ComplexFuture<T> future;
    private final long deadlineNanos;
    private final Ticker ticker;
    private boolean withoutBody;

    /** @param deadlineNanos when the application's own timeout ends the call */
    Recipient(
            ApplicationCall<T> call,
            ManagedRequests requests,
            ComplexFuture<T> future,
            long deadlineNanos,
            Ticker ticker) {
        this.call = call;
        this.requests = requests;
        this.future = future;
        this.deadlineNanos = deadlineNanos;
        this.ticker = ticker;
    }

    void head(Head head) throws HttpException, IOException {
        requests.restoreContext();
        AsyncResponseConsumer<T> consumer = call.consumer();
        for (HttpResponse early : head.informational()) {
            consumer.informationResponse(early, head.context());
        }
        withoutBody = head.entity() == null;
        consumer.consumeResponse(head.response(), head.entity(), head.context(), new Forwarding<>(future));
    }

    void consume(ByteBuffer bytes) throws IOException {
        call.consumer().consume(bytes);
    }

    void updateCapacity(CapacityChannel channel) throws IOException {
        call.consumer().updateCapacity(channel);
    }

    /** The last it hears. */
    void end(@Nullable List<? extends Header> trailers, @Nullable Exception failure) {
        Exception error = failure;
        if (error == null && !withoutBody) {
            try {
                call.consumer().streamEnd(trailers);
            } catch (HttpException | IOException | RuntimeException theApplications) {
                error = theApplications;
            }
        }
        try {
            if (error != null) {
                failed(error);
            }
        } finally {
            release();
        }
    }

    private void failed(Exception error) {
        requests.restoreContext();
        try {
            call.consumer().failed(error);
        } finally {
            future.failed(error);
        }
    }

    private void release() {
        FailOpen.quietly(call.consumer()::releaseResources);
        FailOpen.quietly(call.request()::releaseResources);
    }

    /** A failure in the application's terms: its own timeout looks as if the client had noticed it. */
    Exception seen(Throwable error) {
        if (error instanceof AttemptLimitException && ticker.nanos() >= deadlineNanos) {
            SocketTimeoutException timeout = new SocketTimeoutException("Read timed out");
            timeout.initCause(error);
            return timeout;
        }
        return error instanceof Exception exception ? exception : Failures.asIo(error);
    }
}
