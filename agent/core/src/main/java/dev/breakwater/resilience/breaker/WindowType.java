package dev.breakwater.resilience.breaker;

/** Resilience4j's sliding windows, by its own names. */
public enum WindowType {
    COUNT_BASED,
    TIME_BASED
}
