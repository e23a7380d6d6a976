package dev.breakwater.policy;

import dev.breakwater.message.Url;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole policy file, read and checked.
 *
 * @param captureContent whether prompts and answers may be recorded on spans
 */
public record Policy(List<UpstreamPolicy> upstreams, boolean captureContent) {

    public Policy {
        upstreams = List.copyOf(upstreams);
    }

    /**
     * Whose call this is: of the upstreams whose base URL covers it the most specific one, a host before a wildcard, then
     * the longer path, so that the file's order does not matter.
     *
     * @return null when it is nobody's
     */
    public @Nullable UpstreamPolicy upstreamFor(Url url) {
        UpstreamPolicy best = null;
        int bestSpecificity = -1;
        for (UpstreamPolicy upstream : upstreams) {
            HostPattern pattern = upstream.patternFor(url);
            if (pattern != null && pattern.specificity() > bestSpecificity) {
                best = upstream;
                bestSpecificity = pattern.specificity();
            }
        }
        return best;
    }
}
