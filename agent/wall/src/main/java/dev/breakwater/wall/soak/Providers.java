package dev.breakwater.wall.soak;

import dev.breakwater.testing.Fault;
import dev.breakwater.testing.FaultProvider;
import dev.breakwater.testing.Hit;
import dev.breakwater.wall.soak.app.SoakApplication;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** A provider that fails at random, in a tenth of its answers, and a healthy one to fall back to. */
final class Providers implements AutoCloseable {
    private static final String FALLBACK_KEY = "sk-fallback";

    private final FaultProvider primary = FaultProvider.start().named("primary").saying("all", " is", " fine");
    private final FaultProvider fallback =
            FaultProvider.start().named("fallback").saying("all", " is", " fine");
    private final AtomicLong sends = new AtomicLong();
    private final AtomicLong strayKeys = new AtomicLong();

    /** The seed makes the faults the same in each run, though not the calls that they hit. */
    Providers(long seed) {
        Random random = new Random(seed);
        List<Fault> faults = List.of(
                Fault.unavailable503(),
                Fault.error500(),
                Fault.rateLimited(null),
                Fault.retryAfterMs(Duration.ofMillis(5)),
                Fault.resetBeforeHeaders(),
                Fault.closedBeforeHeaders(),
                Fault.cutStreamAfter(1),
                Fault.hangUpAfter(2),
                Fault.gzipError(),
                Fault.hangUpAfterAnswer());
        Fault mix = Fault.when(hit -> random.nextInt(100) < 10, Fault.oneOf(faults, random));
        Fault silence = Fault.when(hit -> random.nextInt(1000) < 1, Fault.silence());
        primary.byDefault(Fault.oneOf(List.of(mix, mix, silence), random));
    }

    String baseUrl() {
        return primary.baseUrl();
    }

    /** The limit is for half the callers, over both endpoints: with a few permits lost, no call gets through any more. */
    String policy() {
        return """
                upstreams:
                  openai:
                    base-url: %1$s
                    endpoints:
                      - url: %1$s
                      - url: %2$s
                        key: %3$s
                        supports-prefill: true
                    timeouts: {first-token: 5s, idle: 5s, answer: 5s}
                    circuit-breaker: {sliding-window-size: 1000, minimum-number-of-calls: 1000, failure-rate-threshold: 100}
                    retry: {max-attempts: 4, backoff: {initial: 2ms, max: 20ms}}
                    rate-limit: {per: upstream, concurrent-requests: 6, max-wait: 20s}
                    stream: {recovery: continue}
                """.formatted(primary.baseUrl(), fallback.baseUrl(), FALLBACK_KEY);
    }

    /** Counts what has arrived and forgets it. */
    void count() {
        count(primary, key -> key.equals(SoakApplication.KEY));
        count(fallback, key -> key.equals(FALLBACK_KEY));
    }

    private void count(FaultProvider provider, Predicate<String> own) {
        List<Hit> hits = provider.drainHits();
        sends.addAndGet(hits.size());
        strayKeys.addAndGet(hits.stream()
                .filter(hit -> hit.key() == null || !own.test(hit.key()))
                .count());
    }

    long sends() {
        return sends.get();
    }

    /** Requests that came with another provider's key, or with none. */
    long strayKeys() {
        return strayKeys.get();
    }

    int openConnections() {
        return primary.openConnectionCount() + fallback.openConnectionCount();
    }

    @Override
    public void close() {
        primary.close();
        fallback.close();
    }
}
