package com.example.apache4async;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.http.HttpResponse;
import org.apache.http.concurrent.FutureCallback;

/** Counts what a call's callback is told. */
final class Callback implements FutureCallback<HttpResponse> {
    final AtomicInteger completed = new AtomicInteger();
    final AtomicInteger failed = new AtomicInteger();
    final AtomicInteger cancelled = new AtomicInteger();
    private final CountDownLatch called = new CountDownLatch(1);

    @Override
    public void completed(HttpResponse result) {
        completed.incrementAndGet();
        called.countDown();
    }

    @Override
    public void failed(Exception error) {
        failed.incrementAndGet();
        called.countDown();
    }

    @Override
    public void cancelled() {
        cancelled.incrementAndGet();
        called.countDown();
    }

    String calls() throws InterruptedException {
        if (!called.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("the callback has not been called");
        }
        return completed + " completed, " + failed + " failed, " + cancelled + " cancelled";
    }
}
