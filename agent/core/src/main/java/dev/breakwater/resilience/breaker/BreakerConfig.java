package dev.breakwater.resilience.breaker;

import java.time.Duration;

/**
 * The policy's {@code circuit-breaker} section; every component is Resilience4j's setting of that name.
 *
 * @param slidingWindowSize calls, or seconds with {@link WindowType#TIME_BASED}
 * @param failureRateThreshold percent, above 0 to 100
 * @param slowCallRateThreshold percent, above 0 to 100
 */
public record BreakerConfig(
        WindowType slidingWindowType,
        int slidingWindowSize,
        int minimumNumberOfCalls,
        float failureRateThreshold,
        float slowCallRateThreshold,
        Duration slowCallDurationThreshold,
        Duration waitDurationInOpenState,
        int permittedNumberOfCallsInHalfOpenState) {
    public static final BreakerConfig DEFAULT = new BreakerConfig(
            WindowType.COUNT_BASED, 20, 5, 50, 100, Duration.ofSeconds(60), Duration.ofSeconds(30), 3);

    public BreakerConfig {
        atLeastOne("sliding-window-size", slidingWindowSize);
        atLeastOne("minimum-number-of-calls", minimumNumberOfCalls);
        atLeastOne("permitted-number-of-calls-in-half-open-state", permittedNumberOfCallsInHalfOpenState);
        percentage("failure-rate-threshold", failureRateThreshold);
        percentage("slow-call-rate-threshold", slowCallRateThreshold);
        if (slowCallDurationThreshold.isNegative() || slowCallDurationThreshold.isZero()) {
            throw new IllegalArgumentException("slow-call-duration-threshold: must be more than 0");
        }
        if (waitDurationInOpenState.toMillis() < 1) {
            throw new IllegalArgumentException("wait-duration-in-open-state: must be 1ms or more");
        }
    }

    private static void atLeastOne(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(key + ": must be 1 or more, is " + value);
        }
    }

    private static void percentage(String key, float value) {
        if (!(value > 0 && value <= 100)) {
            throw new IllegalArgumentException(key + ": must be above 0 and at most 100, is " + value);
        }
    }
}
