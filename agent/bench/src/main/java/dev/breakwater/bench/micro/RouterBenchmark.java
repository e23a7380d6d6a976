package dev.breakwater.bench.micro;

import dev.breakwater.call.CallEngine;
import dev.breakwater.call.CallListener;
import dev.breakwater.call.Upstream;
import dev.breakwater.dialect.Dialects;
import dev.breakwater.message.Url;
import dev.breakwater.policy.yaml.PolicyException;
import dev.breakwater.policy.yaml.PolicyReader;
import dev.breakwater.routing.Endpoint;
import dev.breakwater.routing.EndpointPool;
import dev.breakwater.time.Ticker;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Whose call is it, and in which order are its endpoints tried. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RouterBenchmark {
    private static final String UPSTREAM = """
              %1$s:
                base-url: https://%1$s.example.com/v1
                dialect: openai
                balance: %1$s
                endpoints:
                  - {name: a, url: https://%1$s.example.com/v1, weight: 50}
                  - {name: b, url: https://b.example.org/v1, weight: 30, key: sk-b}
                  - {name: c, url: https://c.example.org/v1, weight: 20, key: sk-c}
                  - {name: d, url: https://d.example.org/v1, priority: 2, key: sk-d}
            """;

    private final CallEngine engine = engine();
    private final Url matched = Url.parse("https://weighted.example.com/v1/chat/completions");
    private final Url other = Url.parse("https://weighted.example.com/healthz");
    private final EndpointPool weighted = pool("weighted");
    private final EndpointPool roundRobin = pool("round-robin");
    private final EndpointPool leastLatency = pool("least-latency");
    private final SplittableRandom random = new SplittableRandom(1);

    private static CallEngine engine() {
        CallEngine engine = new CallEngine(Ticker.system(), () -> 1L, CallListener.NONE, Dialects::named);
        String policy = "upstreams:\n" + UPSTREAM.formatted("weighted") + UPSTREAM.formatted("round-robin")
                + UPSTREAM.formatted("least-latency");
        try {
            engine.apply(new PolicyReader(name -> null)
                    .read(policy, "bench.yaml", Path.of("."))
                    .policy());
        } catch (PolicyException e) {
            throw new IllegalArgumentException(e);
        }
        return engine;
    }

    private EndpointPool pool(String upstream) {
        Url url = Url.parse("https://" + upstream + ".example.com/v1/chat/completions");
        return Objects.requireNonNull(engine.upstreamOf(url)).pool();
    }

    /** A host that is in no upstream, among three that are. */
    @Benchmark
    public boolean matchNoHost() {
        return engine.mayMatch("service.example.com");
    }

    /** A call of an upstream. */
    @Benchmark
    public @Nullable Upstream matchUpstream() {
        return engine.upstreamOf(matched);
    }

    /** The right host, another path. */
    @Benchmark
    public @Nullable Upstream matchOtherPath() {
        return engine.upstreamOf(other);
    }

    /** Four endpoints in two tiers, by weight. */
    @Benchmark
    public List<Endpoint> orderWeighted() {
        return weighted.order(random);
    }

    /** The same, in turn. */
    @Benchmark
    public List<Endpoint> orderRoundRobin() {
        return roundRobin.order(random);
    }

    /** The same, by latency. */
    @Benchmark
    public List<Endpoint> orderLeastLatency() {
        return leastLatency.order(random);
    }
}
