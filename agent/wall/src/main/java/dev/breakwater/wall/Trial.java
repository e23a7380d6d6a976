package dev.breakwater.wall;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One fault: how it comes about, what the policy says beyond what all policies of the wall say, and the right behaviour.
 * Immutable; each {@code with} makes another one.
 *
 * @param id what {@code --only} calls it; the sixteen are numbered, letters tell variants of one
 * @param calls how often the application asks, the next call {@code every} so long after the one before
 * @param primaryKeys further keys of the primary endpoint, as policy
 * @param fallbackKeys further keys of the fallback endpoint, as policy
 * @param upstreamKeys further keys of the upstream, as policy
 * @param toFail whether an error is what the application should get
 */
record Trial(
        String id,
        String title,
        Set<Mode> modes,
        Consumer<Origins> fault,
        Expectation expectation,
        int calls,
        Duration every,
        Function<Origins, String> primaryKeys,
        String fallbackKeys,
        String upstreamKeys,
        boolean toFail) {

    static Trial of(String id, String title, Consumer<Origins> fault, Expectation expectation) {
        return new Trial(
                id,
                title,
                EnumSet.allOf(Mode.class),
                fault,
                expectation,
                1,
                Duration.ZERO,
                origins -> "",
                "supports-prefill: true",
                "",
                false);
    }

    /** A fault that only streams can have. */
    Trial ofStreams() {
        return new Trial(
                id,
                title,
                EnumSet.of(Mode.STREAM),
                fault,
                expectation,
                calls,
                every,
                primaryKeys,
                fallbackKeys,
                upstreamKeys,
                toFail);
    }

    Trial withCalls(int number, Duration interval) {
        return new Trial(
                id,
                title,
                modes,
                fault,
                expectation,
                number,
                interval,
                primaryKeys,
                fallbackKeys,
                upstreamKeys,
                toFail);
    }

    Trial withPrimary(Function<Origins, String> keys) {
        return new Trial(id, title, modes, fault, expectation, calls, every, keys, fallbackKeys, upstreamKeys, toFail);
    }

    Trial withFallback(String keys) {
        return new Trial(id, title, modes, fault, expectation, calls, every, primaryKeys, keys, upstreamKeys, toFail);
    }

    Trial withUpstream(String keys) {
        return new Trial(id, title, modes, fault, expectation, calls, every, primaryKeys, fallbackKeys, keys, toFail);
    }

    /** A fault that nothing can or should make good. */
    Trial whichFails() {
        return new Trial(
                id, title, modes, fault, expectation, calls, every, primaryKeys, fallbackKeys, upstreamKeys, true);
    }

    /** The number of the fault among the sixteen, without the letter of a variant; 0 for the others. */
    int number() {
        return id.matches("\\d{1,2}[a-z]?") ? Integer.parseInt(id.replaceAll("\\D", "")) : 0;
    }

    boolean isNamed(String name) {
        return id.equals(name) || (number() > 0 && name.equals(Integer.toString(number())));
    }
}
