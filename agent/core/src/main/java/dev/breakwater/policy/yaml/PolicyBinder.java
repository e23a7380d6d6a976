package dev.breakwater.policy.yaml;

import dev.breakwater.policy.HostPattern;
import dev.breakwater.policy.Policy;
import dev.breakwater.policy.UpstreamPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the policy from the file's top level. */
final class PolicyBinder {
    private final Problems problems;

    PolicyBinder(Problems problems) {
        this.problems = problems;
    }

    Policy bind(View view) {
        Map<String, View> sections = view.get(PolicyKeys.UPSTREAMS, Map.of());
        boolean empty = view.get(PolicyKeys.UPSTREAMS).filter(Map::isEmpty).isPresent();
        if (empty && !problems.within(view.path(PolicyKeys.UPSTREAMS))) {
            problems.add(
                    view.at(PolicyKeys.UPSTREAMS),
                    view.path(PolicyKeys.UPSTREAMS),
                    "names no upstream",
                    "add one, such as `openai: {}`");
        }
        UpstreamBinder binder = new UpstreamBinder(problems);
        List<UpstreamPolicy> upstreams = new ArrayList<>();
        Map<HostPattern, String> owners = new HashMap<>();
        sections.forEach((name, section) -> {
            if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
                problems.add(
                        section.at(), section.path(), "is no name for an upstream", "use letters, digits, . _ and -");
            }
            UpstreamPolicy upstream = binder.bind(name, section);
            if (upstream != null) {
                upstreams.add(upstream);
                owned(owners, upstream, section);
            }
        });
        boolean captureContent = view.section(PolicyKeys.TELEMETRY).get(PolicyKeys.CAPTURE_CONTENT, false);
        return new Policy(upstreams, captureContent);
    }

    /** Of two upstreams with one base URL the second would never see a call. */
    private void owned(Map<HostPattern, String> owners, UpstreamPolicy upstream, View section) {
        for (HostPattern base : upstream.baseUrls()) {
            String owner = owners.putIfAbsent(base, upstream.name());
            if (owner != null) {
                problems.add(
                        section.at(UpstreamKeys.BASE_URL),
                        section.path(UpstreamKeys.BASE_URL),
                        owner.equals(upstream.name())
                                ? base.base().origin() + " is listed twice"
                                : base.base() + " belongs to upstream " + owner + " already, so that no call gets here",
                        "remove one of the two, or tell them apart by path");
            }
        }
    }
}
