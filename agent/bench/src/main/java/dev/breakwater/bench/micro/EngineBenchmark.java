package dev.breakwater.bench.micro;

import dev.breakwater.call.Decision;
import dev.breakwater.dialect.Dialects;
import dev.breakwater.dialect.RequestFacts;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/** A successful plain call without its network. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EngineBenchmark {
    private static final byte[] ANSWER = ("{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"model\":\"gpt-4.1\","
                    + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
                    + "Waves break where the water is too shallow for them. ".repeat(14)
                    + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":144}}")
            .getBytes(StandardCharsets.UTF_8);

    private final BlindDialect blind = new BlindDialect();
    private final Exchange decision = new Exchange(Exchange.ONE_ENDPOINT, name -> blind, new byte[0]);
    private final Exchange balanced = new Exchange(Exchange.TWO_ENDPOINTS, name -> blind, new byte[0]);
    private final Exchange whole = new Exchange(Exchange.ONE_ENDPOINT, Dialects::named, ANSWER);

    /** The decisions alone. */
    @Benchmark
    public Decision decide() {
        return decision.call();
    }

    /** The same from two threads at once: what they share must not hold them up. */
    @Benchmark
    @Threads(2)
    public Decision decideByTwo() {
        return decision.call();
    }

    /** The decisions between two endpoints of equal rank. */
    @Benchmark
    public Decision decideBetweenTwo() {
        return balanced.call();
    }

    /** With reading the request and an answer of one kilobyte. */
    @Benchmark
    public Decision wholeExchange() {
        return whole.call();
    }

    /** Reading the request alone. */
    @Benchmark
    public RequestFacts readRequest() {
        return Dialects.named("openai").facts(whole.request());
    }
}
