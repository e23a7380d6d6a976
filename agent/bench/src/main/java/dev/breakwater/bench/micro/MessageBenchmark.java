package dev.breakwater.bench.micro;

import dev.breakwater.dialect.AnswerReader;
import dev.breakwater.dialect.Dialect;
import dev.breakwater.dialect.Dialects;
import dev.breakwater.dialect.ModelChange;
import dev.breakwater.dialect.RequestFacts;
import dev.breakwater.message.Body;
import dev.breakwater.message.Headers;
import dev.breakwater.message.Request;
import dev.breakwater.message.Url;
import dev.breakwater.resilience.limit.Admission;
import dev.breakwater.resilience.limit.LimitConfig;
import dev.breakwater.resilience.limit.LimitScope;
import dev.breakwater.resilience.limit.Limiter;
import dev.breakwater.time.Ticker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The parts of a call that work on bytes, and the limiter. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MessageBenchmark {
    private static final int EVENTS = 1000;
    private static final String EVENT = "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\","
            + "\"created\":1700000000,\"model\":\"gpt-4.1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\" wave\"},"
            + "\"finish_reason\":null}]}\n\n";

    private final Dialect openAi = Dialects.named("openai");
    private final Request large = request(
            "{\"messages\":[{\"role\":\"user\",\"content\":\"" + "x".repeat(8 << 20) + "\"}],\"model\":\"gpt-4.1\"}");
    private final RequestFacts streamed =
            openAi.facts(request("{\"model\":\"gpt-4.1\",\"stream\":true,\"messages\":[]}"));
    private final ByteBuffer event = ByteBuffer.wrap(EVENT.getBytes(StandardCharsets.UTF_8));
    private final Limiter limiter = new Limiter(
            new LimitConfig(1_000_000_000, 32, 1000, Duration.ofSeconds(10), LimitScope.KEY), Ticker.system());

    private static Request request(String body) {
        return new Request(
                "POST",
                Url.parse("https://api.example.com/v1/chat/completions"),
                Headers.NONE,
                Body.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    /** Finding the model at the end of 8 MiB and putting another one in its place. */
    @Benchmark
    public ModelChange rewriteModelInEightMebibytes() {
        return Objects.requireNonNull(openAi.withModel(large, openAi.facts(large), "gpt-4.1-mini"));
    }

    /** A stream of a thousand events, each in a read of its own. */
    @Benchmark
    @org.openjdk.jmh.annotations.OperationsPerInvocation(EVENTS)
    public long observeEvent() {
        AnswerReader reader = Objects.requireNonNull(openAi.reader(streamed, "text/event-stream"));
        for (int i = 0; i < EVENTS; i++) {
            reader.read(event);
        }
        return reader.contentEvents();
    }

    /** A place that is free, taken and given back. */
    @Benchmark
    public Admission limit() {
        Admission admission = limiter.request(() -> {}, Long.MAX_VALUE);
        ((Admission.Granted) admission).place().release();
        return admission;
    }
}
