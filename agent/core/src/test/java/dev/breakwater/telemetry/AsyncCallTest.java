package dev.breakwater.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.call.Answer;
import dev.breakwater.call.AnswerGate;
import dev.breakwater.call.AsyncDriver;
import dev.breakwater.call.AsyncSender;
import dev.breakwater.call.Attempt;
import dev.breakwater.call.Decision;
import dev.breakwater.message.Headers;
import dev.breakwater.message.Response;
import dev.breakwater.time.Delayer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls whose steps run on several threads: spans nest all the same and no thread is left inside one. */
final class AsyncCallTest {
    private final Recorder recorder = new Recorder();
    private final ExecutorService threads = Executors.newFixedThreadPool(3);
    private final List<String> currentWhileSending = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void scopes_close_on_the_thread_that_sent() throws Exception {
        Rig rig = new Rig(recorder.ticker, recorder.listener(), TestPolicies.failover());
        Delayer delayer = (nanos, task) -> {
            threads.execute(task);
            return () -> {};
        };

        CompletableFuture<String> result =
                new AsyncDriver<>(rig.open(Rig.chat(false)), new Sending(), delayer, recorder.ticker).run();

        assertThat(Span.current().getSpanContext().isValid()).as("behind run()").isFalse();
        assertThat(result.get(10, TimeUnit.SECONDS)).isEqualTo("answer");
        for (int i = 0; i < 6; i++) {
            assertThat(threads.submit(() -> Span.current().getSpanContext().isValid())
                            .get(10, TimeUnit.SECONDS))
                    .as("on a thread of the pool")
                    .isFalse();
        }
        assertThat(currentWhileSending)
                .containsExactlyElementsOf(
                        recorder.attempts().stream().map(SpanData::getSpanId).toList())
                .hasSize(3);
        assertThat(recorder.attempts())
                .allSatisfy(attempt -> assertThat(attempt.getParentSpanId())
                        .isEqualTo(recorder.call().getSpanId()));
    }

    private final class Sending implements AsyncSender<String> {
        @Override
        public CompletableFuture<Answer<String>> send(Attempt attempt) {
            currentWhileSending.add(Span.current().getSpanContext().getSpanId());
            Script script = attempt.number() < 3 ? Script.refuses(503) : Script.answers();
            return CompletableFuture.supplyAsync(() -> answer(attempt, script), threads);
        }

        private Answer<String> answer(Attempt attempt, Script script) {
            AnswerGate gate = attempt.onHead(script.status(), Headers.of(script.headers()), recorder.ticker.nanos());
            gate.onBytes(ByteBuffer.wrap(script.bytes(0)), recorder.ticker.nanos());
            gate.onEnd(recorder.ticker.nanos());
            return new Answer<>("answer", attempt.call().next(gate.outcome(), recorder.ticker.nanos()));
        }

        @Override
        public void discard(String response) {}

        @Override
        public String deliver(String response, Decision.Deliver decision) {
            return response;
        }

        @Override
        public String synthesize(Response response) {
            return "status " + response.status();
        }
    }
}
