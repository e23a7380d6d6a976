package dev.breakwater.cli;

import dev.breakwater.message.Url;
import dev.breakwater.policy.HostPattern;
import dev.breakwater.policy.UpstreamPolicy;
import java.io.PrintWriter;

/** Says why a URL is none of an upstream's. */
final class Mismatch {
    private Mismatch() {}

    static void explain(UpstreamPolicy upstream, Url asked, PrintWriter out) {
        for (HostPattern pattern : upstream.baseUrls()) {
            out.println("  not " + upstream.name() + " (" + Shown.pattern(pattern) + "): " + reason(pattern, asked));
        }
    }

    private static String reason(HostPattern pattern, Url asked) {
        Url base = pattern.base();
        boolean host = pattern.wildcard()
                ? asked.host().endsWith(base.host())
                : asked.host().equals(base.host());
        if (!host) {
            return "another host";
        }
        if (!asked.scheme().equals(base.scheme())) {
            return "the scheme is " + asked.scheme();
        }
        return asked.port() == base.port() ? "the path is not below " + base.path() : "the port is " + asked.port();
    }
}
