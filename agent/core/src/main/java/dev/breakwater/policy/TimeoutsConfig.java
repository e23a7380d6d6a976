package dev.breakwater.policy;

import java.time.Duration;
import java.util.Optional;

/**
 * Limits of one attempt; empty = none.
 *
 * @param connect until the connection stands
 * @param firstToken streamed calls: until the first token of content
 * @param idle streamed calls: between two events of content after it
 * @param answer plain calls: until the whole answer is there
 */
public record TimeoutsConfig(
        Optional<Duration> connect, Optional<Duration> firstToken, Optional<Duration> idle, Optional<Duration> answer) {
    public static final TimeoutsConfig NONE =
            new TimeoutsConfig(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
