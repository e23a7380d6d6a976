package dev.breakwater.wall;

/** The right behaviour under one fault. */
@FunctionalInterface
interface Expectation {
    /**
     * Looks at what happened.
     *
     * @throws Miss for the first thing that is not right
     */
    void check(Observation seen);
}
