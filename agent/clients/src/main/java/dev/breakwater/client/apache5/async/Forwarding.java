package dev.breakwater.client.apache5.async;

import org.apache.hc.core5.concurrent.ComplexFuture;
import org.apache.hc.core5.concurrent.FutureCallback;

/** What the client says goes on to the application's future. */
record Forwarding<T>(ComplexFuture<T> future) implements FutureCallback<T> {
    @Override
    public void completed(T result) {
        future.completed(result);
    }

    @Override
    public void failed(Exception error) {
        future.failed(error);
    }

    @Override
    public void cancelled() {
        future.cancel();
    }
}
