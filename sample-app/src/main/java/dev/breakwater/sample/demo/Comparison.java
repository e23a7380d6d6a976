package dev.breakwater.sample.demo;

/** The same traffic twice: without the flag and with it. */
record Comparison(RunResult without, RunResult with) {

    /** Whether there was something to rescue, all of it was rescued, and no key went astray. */
    boolean convincing() {
        return without.failed() > 0 && with.failed() == 0 && with.leakedKeys() == 0;
    }
}
