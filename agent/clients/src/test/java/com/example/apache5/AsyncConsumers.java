package com.example.apache5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.client.scenario.Scenario;
import dev.breakwater.client.scenario.World;
import dev.breakwater.testing.Ending;
import dev.breakwater.testing.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.async.methods.SimpleResponseConsumer;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;

/** An application's own producers and consumers, in their own ways. */
public final class AsyncConsumers {
    private static final String STREAMED = AsyncCalls.CHAT.replace("{\"model", "{\"stream\":true,\"model");

    @Scenario
    public void a_consumer_without_room_slows_the_provider_down(World world) throws Exception {
        world.governed();
        world.a.saying("a".repeat(1000), "b".repeat(4_000_000), "c".repeat(4_000_000), "d".repeat(1000));
        Consumer consumer = new Consumer();

        try (CloseableHttpAsyncClient client = AsyncCalls.started()) {
            Future<Void> future = client.execute(stream(world), consumer, null);
            assertThat(consumer.full.await(10, TimeUnit.SECONDS)).isTrue();
            long received = consumer.received.get();
            long until = System.nanoTime() + Duration.ofMillis(500).toNanos();
            while (System.nanoTime() < until) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }

            assertThat(consumer.received.get()).isEqualTo(received).isLessThan(1_000_000);
            assertThat(world.a.lastHit().ended()).isNotDone();
            assertThat(future).isNotDone();

            consumer.open();
            future.get(20, TimeUnit.SECONDS);
        }
        assertThat(consumer.received.get()).isGreaterThan(8_000_000);
        assertThat(consumer.told).isEqualTo("head end release ");
    }

    @Scenario
    public void a_consumer_that_fails_fails_its_own_call_and_nothing_is_sent_again(World world) throws Exception {
        world.governed();
        Consumer consumer = new Consumer();
        consumer.throwing = true;

        try (CloseableHttpAsyncClient client = AsyncCalls.started()) {
            Future<Void> future = client.execute(stream(world), consumer, null);

            assertThatThrownBy(() -> future.get(20, TimeUnit.SECONDS))
                    .hasRootCauseMessage("from the application's consumer");
            assertThat(world.a.lastHit().awaitEnd(Duration.ofSeconds(10)).how()).isNotNull();
        }
        assertThat(consumer.released.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(consumer.told).isEqualTo("head failed release ");
        assertThat(world.a.hitCount() + world.b.hitCount()).isEqualTo(1);
    }

    @Scenario
    public void a_consumer_sees_one_answer_and_no_failed_attempt(World world) throws Exception {
        world.governed();
        world.a.byDefault(Fault.cutStreamAfter(0));
        Consumer consumer = new Consumer();
        consumer.open();

        try (CloseableHttpAsyncClient client = AsyncCalls.started()) {
            client.execute(stream(world), consumer, null).get(20, TimeUnit.SECONDS);
        }

        assertThat(consumer.released.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(consumer.told).isEqualTo("head end release ");
        assertThat(world.b.lastHit().key()).isEqualTo(World.KEY_B);
    }

    @Scenario
    public void a_producer_that_says_its_request_later_is_left_alone(World world) throws Exception {
        world.governed();
        Later later = new Later(SimpleRequestProducer.create(AsyncCalls.chat(world.a)));

        try (CloseableHttpAsyncClient client = AsyncCalls.started()) {
            Future<SimpleHttpResponse> answer = client.execute(later, SimpleResponseConsumer.create(), null);
            later.speak();

            assertThat(AsyncCalls.said(answer)).startsWith("200").contains("a m-1");
        }
        assertThat(world.a.hitCount()).isEqualTo(1);
    }

    @Scenario
    public void a_cancelled_consumer_is_told_that_it_was_interrupted(World world) throws Exception {
        world.governed();
        world.a.byDefault(Fault.stallAfter(20, Duration.ofSeconds(30)));
        Consumer consumer = new Consumer();
        consumer.open();

        try (CloseableHttpAsyncClient client = AsyncCalls.started()) {
            Future<Void> future = client.execute(stream(world), consumer, null);
            assertThat(consumer.headed.get(10, TimeUnit.SECONDS)).isEqualTo(200);

            future.cancel(true);

            assertThat(world.a.lastHit().awaitEnd(Duration.ofSeconds(10)).how()).isEqualTo(Ending.How.CLIENT_CLOSED);
            assertThat(consumer.released.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(consumer.told).isEqualTo("head failed release ");
        assertThat(consumer.failure).isInstanceOf(java.io.InterruptedIOException.class);
    }

    private static AsyncRequestProducer stream(World world) {
        org.apache.hc.client5.http.async.methods.SimpleHttpRequest request = AsyncCalls.chat(world.a);
        request.setBody(STREAMED.getBytes(StandardCharsets.UTF_8), request.getContentType());
        return SimpleRequestProducer.create(request);
    }

    /** Gives no room until it is opened. */
    private static final class Consumer implements AsyncResponseConsumer<Void> {
        final CountDownLatch full = new CountDownLatch(1);
        final CountDownLatch released = new CountDownLatch(1);
        final CompletableFuture<Integer> headed = new CompletableFuture<>();
        final AtomicLong received = new AtomicLong();
        volatile String told = "";
        volatile boolean throwing;
        volatile Exception failure;
        private volatile boolean open;
        private volatile CapacityChannel channel;
        private FutureCallback<Void> result;

        void open() throws IOException {
            open = true;
            CapacityChannel waiting = channel;
            if (waiting != null) {
                waiting.update(Integer.MAX_VALUE);
            }
        }

        @Override
        public void consumeResponse(
                HttpResponse response, EntityDetails entity, HttpContext context, FutureCallback<Void> callback) {
            told += "head ";
            result = callback;
            headed.complete(response.getCode());
        }

        @Override
        public void informationResponse(HttpResponse response, HttpContext context) {}

        @Override
        public void updateCapacity(CapacityChannel own) throws IOException {
            channel = own;
            if (open) {
                own.update(Integer.MAX_VALUE);
            } else {
                full.countDown();
            }
        }

        @Override
        public void consume(ByteBuffer source) throws IOException {
            if (throwing) {
                throw new IOException("from the application's consumer");
            }
            received.addAndGet(source.remaining());
            source.position(source.limit());
        }

        @Override
        public void streamEnd(List<? extends Header> trailers) {
            told += "end ";
            result.completed(null);
        }

        @Override
        public void failed(Exception cause) {
            told += "failed ";
            failure = cause;
        }

        @Override
        public void releaseResources() {
            told += "release ";
            released.countDown();
        }
    }

    /** Keeps its request until it is told to speak. */
    private static final class Later implements AsyncRequestProducer {
        private final AsyncRequestProducer own;
        private volatile RequestChannel channel;
        private volatile HttpContext context;

        Later(AsyncRequestProducer own) {
            this.own = own;
        }

        void speak() throws HttpException, IOException {
            own.sendRequest(channel, context);
        }

        @Override
        public void sendRequest(RequestChannel waiting, HttpContext with) {
            channel = waiting;
            context = with;
        }

        @Override
        public boolean isRepeatable() {
            return own.isRepeatable();
        }

        @Override
        public void failed(Exception cause) {
            own.failed(cause);
        }

        @Override
        public int available() {
            return own.available();
        }

        @Override
        public void produce(DataStreamChannel output) throws IOException {
            own.produce(output);
        }

        @Override
        public void releaseResources() {
            own.releaseResources();
        }
    }
}
