package dev.breakwater.policy.yaml;

/** A place in the policy file; both count from 1. */
record Location(int line, int column) {
    static final Location START = new Location(1, 1);
}
