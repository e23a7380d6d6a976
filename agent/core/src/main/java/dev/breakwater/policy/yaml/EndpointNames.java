package dev.breakwater.policy.yaml;

import dev.breakwater.message.Url;
import java.util.HashSet;
import java.util.Set;

/** Names endpoints that have none after their host, and tells those of one host apart by port, then by number. */
final class EndpointNames {
    private final Set<String> taken;

    /** @param given names that the policy gives, which no default may take */
    EndpointNames(Set<String> given) {
        taken = new HashSet<>(given);
    }

    String byHost(Url url) {
        if (taken.add(url.host())) {
            return url.host();
        }
        String withPort = url.host() + ":" + url.port();
        if (taken.add(withPort)) {
            return withPort;
        }
        int number = 2;
        while (!taken.add(url.host() + "-" + number)) {
            number++;
        }
        return url.host() + "-" + number;
    }
}
