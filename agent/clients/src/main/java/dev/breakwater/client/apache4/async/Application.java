package dev.breakwater.client.apache4.async;

import dev.breakwater.client.nonblocking.FailOpen;
import dev.breakwater.client.nonblocking.TakeBack;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.concurrent.BasicFuture;
import org.apache.http.concurrent.FutureCallback;
import org.apache.http.nio.protocol.HttpAsyncResponseConsumer;
import org.apache.http.protocol.HttpContext;

/**
 * The application's end of a call: its producer, its consumer and its future, each told of the call's end once, in the order in
 * which the client itself tells them.
 *
 * @param <T> what the application's consumer makes of an answer
 */
final class Application<T> {
    private final Exchange<T> exchange;
    private final TakeBack takeBack = new TakeBack();
    private final Result result;
    private final AtomicBoolean requestCompleted = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();

    Application(Exchange<T> exchange) {
        this.exchange = exchange;
        this.result = new Result();
    }

    /** What the application gets in place of the client's own future. */
    BasicFuture<T> result() {
        return result;
    }

    /** How the application's cancellation reaches what the call is doing. */
    TakeBack takeBack() {
        return takeBack;
    }

    HttpAsyncResponseConsumer<T> consumer() {
        return exchange.consumer();
    }

    boolean over() {
        return over.get();
    }

    /** The request has gone out for the first time. */
    void requestCompleted(HttpContext context) {
        if (requestCompleted.compareAndSet(false, true)) {
            exchange.producer().requestCompleted(context);
        }
    }

    /** The application looks into its context for what was sent: it finds its own request there. */
    void restoreContext() {
        exchange.context().setAttribute(HttpClientContext.HTTP_REQUEST, exchange.request());
        exchange.context().setAttribute(HttpClientContext.HTTP_TARGET_HOST, exchange.target());
    }

    /** The whole answer is consumed. */
    void complete() {
        if (!end()) {
            return;
        }
        try {
            consumer().responseCompleted(exchange.context());
            Exception error = consumer().getException();
            if (error == null) {
                result.completed(consumer().getResult());
            } else {
                result.failed(error);
            }
        } catch (RuntimeException theirs) {
            result.failed(theirs);
        } finally {
            close();
        }
    }

    void fail(Exception error) {
        if (!end()) {
            return;
        }
        try {
            exchange.producer().failed(error);
            consumer().failed(error);
        } finally {
            result.failed(error);
            close();
        }
    }

    /** The call was taken back, or its consumer wants no more of the answer. */
    void cancel() {
        if (!end()) {
            return;
        }
        try {
            consumer().cancel();
        } finally {
            result.cancelQuietly();
            close();
        }
    }

    /** Of a call that goes out without the agent: the client itself tells producer and consumer. */
    FutureCallback<T> plainCallback() {
        return new FutureCallback<>() {
            @Override
            public void completed(T value) {
                end();
                result.completed(value);
            }

            @Override
            public void failed(Exception error) {
                end();
                result.failed(error);
            }

            @Override
            public void cancelled() {
                end();
                result.cancelQuietly();
            }
        };
    }

    private boolean end() {
        boolean first = over.compareAndSet(false, true);
        takeBack.done();
        return first;
    }

    private void close() {
        close(exchange.producer());
        close(consumer());
    }

    private static void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException | RuntimeException theirs) {
            // The client, too, takes no notice of it.
        }
    }

    /** The client's own kind of future. */
    private final class Result extends BasicFuture<T> {
        Result() {
            super(exchange.callback());
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            if (isDone()) {
                return false;
            }
            FailOpen.quietly(takeBack::now);
            Application.this.cancel();
            return isCancelled();
        }

        boolean cancelQuietly() {
            return super.cancel(true);
        }
    }
}
