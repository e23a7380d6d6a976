package com.example.apache5;

import dev.breakwater.testing.FaultProvider;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.async.methods.SimpleResponseConsumer;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.protocol.HttpContext;

/** How the examples call with the asynchronous client. */
final class AsyncCalls {
    static final String KEY_A = "sk-of-a";
    static final String CHAT = "{\"model\":\"m-1\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

    private AsyncCalls() {}

    static CloseableHttpAsyncClient started() {
        return started(HttpAsyncClients.createDefault());
    }

    static <C extends CloseableHttpAsyncClient> C started(C client) {
        client.start();
        return client;
    }

    static SimpleHttpRequest chat(FaultProvider provider) {
        return chat(provider.baseUrl());
    }

    static SimpleHttpRequest chat(String baseUrl) {
        SimpleHttpRequest request = new SimpleHttpRequest("POST", URI.create(baseUrl + "/chat/completions"));
        request.setHeader("Authorization", "Bearer " + KEY_A);
        request.setBody(CHAT, ContentType.APPLICATION_JSON);
        return request;
    }

    static String send(CloseableHttpAsyncClient client, SimpleHttpRequest request) throws Exception {
        return said(client.execute(request, null));
    }

    static Future<SimpleHttpResponse> start(
            CloseableHttpAsyncClient client,
            SimpleHttpRequest request,
            HttpContext context,
            FutureCallback<SimpleHttpResponse> callback) {
        return client.execute(
                SimpleRequestProducer.create(request), SimpleResponseConsumer.create(), context, callback);
    }

    static String said(Future<SimpleHttpResponse> answer) throws Exception {
        SimpleHttpResponse response = answer.get(20, TimeUnit.SECONDS);
        byte[] body = response.getBodyBytes();
        return response.getCode() + " " + (body == null ? "" : new String(body, StandardCharsets.UTF_8));
    }

    /** Whether the client itself survives its own retry: 5.0 hangs after it, with the agent or without. */
    static boolean ownRetryWorks() {
        try {
            Class.forName("org.apache.hc.core5.http.nio.entity.DiscardingEntityConsumer");
            return true;
        } catch (ClassNotFoundException oldest) {
            return false;
        }
    }

    /** Counts what it is told. */
    static final class Counting implements FutureCallback<SimpleHttpResponse> {
        private final CountDownLatch told = new CountDownLatch(1);
        final AtomicInteger completed = new AtomicInteger();
        final AtomicInteger failed = new AtomicInteger();
        final AtomicInteger cancelled = new AtomicInteger();

        @Override
        public void completed(SimpleHttpResponse result) {
            completed.incrementAndGet();
            told.countDown();
        }

        @Override
        public void failed(Exception error) {
            failed.incrementAndGet();
            told.countDown();
        }

        @Override
        public void cancelled() {
            cancelled.incrementAndGet();
            told.countDown();
        }

        /** A future may be done before its callback is called. */
        void await() throws InterruptedException {
            if (!told.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("the callback has not been called");
            }
        }

        @Override
        public String toString() {
            return completed + " completed, " + failed + " failed, " + cancelled + " cancelled";
        }
    }
}
