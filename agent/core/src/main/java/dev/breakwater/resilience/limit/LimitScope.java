package dev.breakwater.resilience.limit;

/** What shares one limit. */
public enum LimitScope {
    KEY,
    ENDPOINT,
    UPSTREAM
}
