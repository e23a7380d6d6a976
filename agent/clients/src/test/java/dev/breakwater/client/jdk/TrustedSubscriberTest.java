package dev.breakwater.client.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a JDK whose client knows no such subscribers any more, this is the test that says so. */
class TrustedSubscriberTest {
    private final Recorder recorder = new Recorder();

    @BeforeEach
    void sought() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!TrustedSubscriber.available() && System.nanoTime() < end) {
            TrustedSubscriber.of(recorder);
            Thread.yield();
        }
        assertThat(TrustedSubscriber.available()).isTrue();
    }

    @Test
    void the_client_is_told_that_no_executor_is_needed() throws Throwable {
        BodySubscriber<Object> trusted = TrustedSubscriber.of(recorder);

        Class<?> type = trusted.getClass().getInterfaces()[0];
        assertThat(type.getModule()).isSameAs(BodySubscriber.class.getModule());
        assertThat(Proxy.getInvocationHandler(trusted).invoke(trusted, type.getMethod("needsExecutor"), null))
                .isEqualTo(false);
    }

    @Test
    void all_else_is_the_subscribers_own() {
        BodySubscriber<Object> trusted = TrustedSubscriber.of(recorder);
        Subscription subscription = new Subscription() {
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {}
        };
        List<ByteBuffer> bytes = List.of(ByteBuffer.allocate(1));
        IOException error = new IOException();

        trusted.onSubscribe(subscription);
        trusted.onNext(bytes);
        trusted.onComplete();
        trusted.onError(error);

        assertThat(recorder.heard).containsExactly(subscription, bytes, "complete", error);
        assertThat(trusted.getBody()).isSameAs(recorder.body);
        assertThat(trusted).isEqualTo(trusted).isNotEqualTo(TrustedSubscriber.of(recorder));
    }

    @Test
    void what_the_subscriber_throws_is_thrown_as_it_is() {
        recorder.throwing = new IllegalStateException("the application's");

        assertThatThrownBy(() -> TrustedSubscriber.of(recorder).onComplete()).isSameAs(recorder.throwing);
    }

    private static final class Recorder implements BodySubscriber<Object> {
        final List<Object> heard = new ArrayList<>();
        final CompletableFuture<Object> body = new CompletableFuture<>();
        RuntimeException throwing;

        @Override
        public CompletionStage<Object> getBody() {
            return body;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            heard.add(subscription);
        }

        @Override
        public void onNext(List<ByteBuffer> item) {
            heard.add(item);
        }

        @Override
        public void onError(Throwable error) {
            heard.add(error);
        }

        @Override
        public void onComplete() {
            if (throwing != null) {
                throw throwing;
            }
            heard.add("complete");
        }
    }
}
