package dev.breakwater.client.jdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.call.CallResult;
import dev.breakwater.testing.Ending;
import dev.breakwater.testing.Fault;
import dev.breakwater.testing.FaultProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a blocked caller does for its own answer, and what it must not do. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BlockingSubscriberTest {
    private final FaultProvider provider = FaultProvider.start().named("primary");
    private final GovernedWorld world = new GovernedWorld(provider.baseUrl());

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void an_untouched_blocking_call_gets_a_response_that_says_what_the_clients_own_says() throws Exception {
        HttpRequest request = world.chat();
        HttpResponse<String> own = world.client().facade().send(request, BodyHandlers.ofString());

        HttpResponse<String> response = world.client().send(request, BodyHandlers.ofString());

        assertThat(response).hasToString(own.toString()).isNotSameAs(own);
        assertThat(response.request()).isEqualTo(request);
        assertThat(response.uri()).isEqualTo(own.uri());
        assertThat(response.statusCode()).isEqualTo(own.statusCode());
        assertThat(response.version()).isEqualTo(own.version());
        assertThat(response.headers().map().keySet())
                .isEqualTo(own.headers().map().keySet());
        assertThat(response.previousResponse()).isEmpty();
        assertThat(response.sslSession()).isEmpty();
        assertThat(label(response)).isEqualTo(label(own));
    }

    /** Which connection it came over, as responses say since JDK 25; null where they do not. */
    private static Object label(HttpResponse<?> response) throws Exception {
        return Runtime.version().feature() < 25
                ? null
                : HttpResponse.class.getMethod("connectionLabel").invoke(response);
    }

    @Test
    void a_subscriber_that_waits_for_the_caller_to_read_does_not_wait_for_ever() throws Exception {
        HttpResponse<InputStream> response = world.client().send(world.chat(), info -> new Piping());

        assertThat(new String(response.body().readAllBytes(), UTF_8)).contains(" t60");
    }

    @Test
    void a_callers_interrupt_ends_an_answer_that_is_held_back() throws Exception {
        provider.answer(Fault.stallAfter(20, Duration.ofSeconds(20)));
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                world.client().send(world.chat(), BodyHandlers.ofString());
            } catch (Exception e) {
                thrown.complete(e);
            }
        });
        caller.start();
        assertThat(provider.awaitHits(1, Duration.ofSeconds(10))).isTrue();

        caller.interrupt();

        assertThat(thrown.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        assertThat(provider.lastHit().awaitEnd(Duration.ofSeconds(10)).how()).isEqualTo(Ending.How.CLIENT_CLOSED);
        assertThat(world.endings).containsExactly(CallResult.Ending.ABANDONED);
    }

    @Test
    void a_callers_interrupt_ends_an_answer_that_is_read_for_it() throws Exception {
        provider.saying("one", " two", " three").answer(Fault.stallAfter(1, Duration.ofSeconds(20)));
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        CompletableFuture<Object> read = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                world.client()
                        .send(world.streamedChat(), info -> BodySubscribers.mapping(new Telling(read), text -> text));
            } catch (Exception e) {
                thrown.complete(e);
            }
        });
        caller.start();
        read.get(10, TimeUnit.SECONDS);

        caller.interrupt();

        assertThat(thrown.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        assertThat(provider.lastHit().awaitEnd(Duration.ofSeconds(10)).how()).isEqualTo(Ending.How.CLIENT_CLOSED);
    }

    @Test
    void a_cut_stream_fails_as_the_client_fails_with_the_callers_own_trace() {
        provider.answer(Fault.cutStreamAfter(20));

        assertThatThrownBy(() -> world.client().send(world.streamedChat(), BodyHandlers.ofString()))
                .isExactlyInstanceOf(IOException.class)
                .hasCauseInstanceOf(IOException.class)
                .satisfies(error -> assertThat(error.getMessage())
                        .isEqualTo(error.getCause().getMessage()));
        assertThat(world.endings).containsExactly(CallResult.Ending.BROKEN_OFF);
    }

    @Test
    void a_stream_made_ready_for_an_answer_that_fails_is_of_no_use_to_the_next() throws Exception {
        provider.saying("one", " two", " three").answer(Fault.errorEventInStream(0));

        HttpResponse<InputStream> response = world.client().send(world.streamedChat(), BodyHandlers.ofInputStream());

        assertThat(new String(response.body().readAllBytes(), UTF_8))
                .containsOnlyOnce("one")
                .containsOnlyOnce(" three")
                .containsOnlyOnce("[DONE]")
                .doesNotContain("error");
        assertThat(provider.hitCount()).isEqualTo(2);
    }

    @Test
    void a_stream_made_ready_ahead_that_its_reader_closes_ends_the_answer() throws Exception {
        provider.saying("one", " two", " three").answer(Fault.stallAfter(1, Duration.ofSeconds(20)));

        HttpResponse<InputStream> response = world.client().send(world.streamedChat(), BodyHandlers.ofInputStream());
        assertThat(response.body().read()).isPositive();
        response.body().close();

        assertThat(provider.lastHit().awaitEnd(Duration.ofSeconds(10)).how()).isEqualTo(Ending.How.CLIENT_CLOSED);
    }

    @Test
    void what_a_subscriber_throws_while_it_is_fed_ends_the_call() throws Exception {
        assertThatThrownBy(() -> world.client().send(world.chat(), info -> new Telling(new CompletableFuture<>()) {
                    @Override
                    public void onNext(List<ByteBuffer> item) {
                        throw new IllegalStateException("no room");
                    }
                }))
                .isInstanceOf(IOException.class)
                .hasStackTraceContaining("no room");
        assertThat(provider.hitCount()).isEqualTo(1);
    }

    /** Gives its body at once and then waits, a few bytes ahead of whoever reads that. */
    private static final class Piping implements HttpResponse.BodySubscriber<InputStream> {
        private final PipedOutputStream in = new PipedOutputStream();
        private final PipedInputStream out;

        Piping() {
            try {
                out = new PipedInputStream(in, 16);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public CompletionStage<InputStream> getBody() {
            return CompletableFuture.completedFuture(out);
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> item) {
            try {
                for (ByteBuffer buffer : item) {
                    byte[] bytes = new byte[buffer.remaining()];
                    buffer.get(bytes);
                    in.write(bytes);
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void onError(Throwable error) {
            onComplete();
        }

        @Override
        public void onComplete() {
            try {
                in.close();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Has no body before the end, and tells when it has been given something. */
    private static class Telling implements HttpResponse.BodySubscriber<String> {
        private final CompletableFuture<Object> read;
        private final CompletableFuture<String> body = new CompletableFuture<>();

        Telling(CompletableFuture<Object> read) {
            this.read = read;
        }

        @Override
        public CompletionStage<String> getBody() {
            return body;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> item) {
            read.complete(item);
        }

        @Override
        public void onError(Throwable error) {
            body.completeExceptionally(error);
        }

        @Override
        public void onComplete() {
            body.complete("");
        }
    }
}
