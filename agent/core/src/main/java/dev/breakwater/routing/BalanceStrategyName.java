package dev.breakwater.routing;

/** How endpoints of equal priority share traffic, by the policy's names. */
public enum BalanceStrategyName {
    WEIGHTED,
    ROUND_ROBIN,
    LEAST_LATENCY,
    LEAST_REQUESTS,
    RANDOM
}
