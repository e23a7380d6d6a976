package dev.breakwater.policy.yaml;

import java.time.Duration;
import java.util.List;

/** The keys of {@code timeouts}. */
final class TimeoutKeys {
    static final Key<Duration> CONNECT = limit("connect", "the client's own", "Until the connection stands.");
    static final Key<Duration> FIRST_TOKEN =
            limit("first-token", "none", "Streamed calls: until the first token of content.");
    static final Key<Duration> IDLE =
            limit("idle", "none", "Streamed calls: between two events of content after the first.");
    static final Key<Duration> ANSWER = limit("answer", "none", "Plain calls: until the whole answer is there.");

    static final Section SECTION = new Section(List.of(CONNECT, FIRST_TOKEN, IDLE, ANSWER));

    private TimeoutKeys() {}

    private static Key<Duration> limit(String name, String whenAbsent, String meaning) {
        return Key.of(name, ValueTypes.POSITIVE_DURATION, whenAbsent, meaning);
    }
}
