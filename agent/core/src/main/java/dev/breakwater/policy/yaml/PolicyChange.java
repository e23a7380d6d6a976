package dev.breakwater.policy.yaml;

import dev.breakwater.policy.Policy;

/** What a look at the policy file found. */
public sealed interface PolicyChange {

    /** Nothing that is new, or nothing that has settled yet. */
    record None() implements PolicyChange {}

    /** The file is valid and is to be obeyed from now on. */
    record Loaded(Policy policy) implements PolicyChange {}

    /** The file is invalid, reported once for this content; the last good policy stays. */
    record Invalid(PolicyException exception) implements PolicyChange {}

    /** The file has been away for longer than an editor's save takes, reported once; the last good policy stays. */
    record Gone() implements PolicyChange {}
}
