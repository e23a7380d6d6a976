package dev.breakwater.policy.yaml;

import dev.breakwater.policy.Policy;
import java.nio.file.Path;
import java.util.Set;

/**
 * A valid policy and what it was made from.
 *
 * @param files that it refers to by <code>${file:...}</code>; a change of one of them changes the policy
 */
public record LoadedPolicy(Policy policy, Set<Path> files) {
    public LoadedPolicy {
        files = Set.copyOf(files);
    }
}
