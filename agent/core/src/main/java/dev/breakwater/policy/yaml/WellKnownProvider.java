package dev.breakwater.policy.yaml;

import dev.breakwater.message.Url;
import dev.breakwater.policy.HostPattern;
import dev.breakwater.routing.AuthScheme;
import java.util.List;

/**
 * What an upstream's well-known name brings with it.
 *
 * @param name as under {@code upstreams}
 * @param baseUrls what {@code base-url} is when it is not given
 * @param furtherUrls its other hosts: recognised and observed, but part of an upstream only when {@code base-url} names them,
 *     since a call to one of them must not move to another on its own
 * @param dialect the wire format
 * @param auth how a key is presented
 * @param provider the value of {@code gen_ai.provider.name}
 */
record WellKnownProvider(
        String name,
        List<HostPattern> baseUrls,
        List<HostPattern> furtherUrls,
        String dialect,
        AuthScheme auth,
        String provider) {

    // Loops: a start asks for a dozen providers, and the JVM's first streams cost it milliseconds.
    boolean matches(Url url) {
        return matches(baseUrls, url) || matches(furtherUrls, url);
    }

    /** Whether the host is one of its own, whatever the path. */
    boolean matchesHost(Url url) {
        return matchesHost(baseUrls, url) || matchesHost(furtherUrls, url);
    }

    private static boolean matches(List<HostPattern> bases, Url url) {
        for (HostPattern base : bases) {
            if (base.matches(url)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matchesHost(List<HostPattern> bases, Url url) {
        for (HostPattern base : bases) {
            if (base.matches(url.withPath(base.base().path(), null))) {
                return true;
            }
        }
        return false;
    }
}
