package dev.breakwater.sample.demo;

import dev.breakwater.testing.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * One way for the primary to behave while the same questions are asked.
 *
 * @param model asked for in this scenario only, so that what was learned in one scenario does not colour the next
 */
record Scenario(String name, String model, Fault fault) {

    /** What both providers answer; sixty tokens, whichever of them speaks. */
    static final String[] ANSWER_TOKENS = IntStream.rangeClosed(1, 60)
            .mapToObj(n -> n == 1 ? "word1" : " word" + n)
            .toArray(String[]::new);

    static final String ANSWER = String.join("", ANSWER_TOKENS);

    private static final Duration TOO_LONG = Duration.ofSeconds(8);

    /** In order of appearance; what costs the key its reputation comes last. */
    static List<Scenario> all() {
        return List.of(
                new Scenario("healthy", "healthy", Fault.none()),
                new Scenario("429 with Retry-After: 1, once a call", "limited-once", oncePerCall(limited())),
                new Scenario("429 without Retry-After, for ever", "limited", Fault.rateLimited(null)),
                new Scenario("503 for ever", "unavailable", Fault.unavailable503()),
                new Scenario("connection reset, for ever", "reset", Fault.resetBeforeHeaders()),
                new Scenario("silence", "silent", Fault.silence()),
                new Scenario("first token after 8 s", "slow", Fault.slowFirstToken(TOO_LONG)),
                new Scenario("answer cut after 20 of 60 tokens", "cut", Fault.cutStreamAfter(20)),
                new Scenario("answer stalls after 20 of 60 tokens", "stalled", Fault.stallAfter(20, TOO_LONG)),
                new Scenario("quota exhausted", "exhausted", Fault.quotaExhausted()),
                new Scenario("key revoked", "revoked", Fault.badKey()));
    }

    private static Fault limited() {
        return Fault.rateLimited(Duration.ofSeconds(1));
    }

    /** Every question is worded differently, so a body seen before is a second try. */
    private static Fault oncePerCall(Fault fault) {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        return Fault.when(hit -> seen.add(hit.bodyText()), fault);
    }
}
