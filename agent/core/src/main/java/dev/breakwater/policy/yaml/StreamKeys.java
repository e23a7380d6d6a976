package dev.breakwater.policy.yaml;

import dev.breakwater.policy.StreamRecovery;
import java.util.List;

/** The keys of {@code stream}. */
final class StreamKeys {
    static final Key<StreamRecovery> RECOVERY = Key.of(
            "recovery",
            ValueTypes.oneOf(StreamRecovery.class),
            "first-token",
            "How far a stream is saved: not at all, until its first token of content, or beyond.");
    static final Section SECTION = new Section(List.of(RECOVERY));

    private StreamKeys() {}
}
