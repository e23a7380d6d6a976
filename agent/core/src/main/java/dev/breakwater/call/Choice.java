package dev.breakwater.call;

import dev.breakwater.resilience.limit.Place;
import org.jspecify.annotations.Nullable;

/** Where a call goes next. */
sealed interface Choice {
    /** Send there now; breaker, key and limits have been asked. */
    record Go(Candidate candidate, @Nullable Place place) implements Choice {}

    /** Go back there after a pause; breaker and limits are asked when it is over. */
    record Back(Candidate candidate, long waitNanos, boolean providerSaid) implements Choice {}

    /** Send there once the limiter grants it. */
    record Queue(Candidate candidate, Place place, Signal signal, long waitNanos, long rateNanos) implements Choice {}

    /**
     * Nowhere.
     *
     * @param passedOver a sentence on endpoints that could not be told what is asked; empty when there are none
     */
    record None(Reason reason, long retryAfterNanos, String passedOver) implements Choice {}
}
