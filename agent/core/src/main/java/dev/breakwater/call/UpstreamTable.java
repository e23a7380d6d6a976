package dev.breakwater.call;

import dev.breakwater.message.Url;
import dev.breakwater.policy.HostPattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which upstream a request belongs to. Immutable; the question about a host allocates nothing. */
final class UpstreamTable {
    static final UpstreamTable EMPTY = new UpstreamTable(List.of());

    private final List<Upstream> upstreams;
    private final Set<String> hosts = new HashSet<>();
    private final String[] suffixes;
    /** A bit for each length of {@link #hosts}, modulo 64: most hosts of an application differ from them in that already. */
    private final long hostLengths;

    UpstreamTable(List<Upstream> upstreams) {
        this.upstreams = List.copyOf(upstreams);
        List<String> wildcards = new ArrayList<>();
        for (Upstream upstream : upstreams) {
            for (HostPattern pattern : upstream.policy().baseUrls()) {
                if (pattern.wildcard()) {
                    wildcards.add(pattern.base().host());
                } else {
                    hosts.add(pattern.base().host());
                }
            }
        }
        suffixes = wildcards.toArray(new String[0]);
        long lengths = 0;
        for (String host : hosts) {
            lengths |= 1L << host.length();
        }
        hostLengths = lengths;
    }

    List<Upstream> upstreams() {
        return upstreams;
    }

    boolean mayMatch(String host) {
        if (suffixes.length == 0 && (hostLengths & 1L << host.length()) == 0) {
            return false;
        }
        if (hosts.contains(host)) {
            return true;
        }
        for (String suffix : suffixes) {
            if (host.endsWith(suffix)) {
                return true;
            }
        }
        return hasUpperCase(host) && mayMatch(host.toLowerCase(Locale.ROOT));
    }

    private static boolean hasUpperCase(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                return true;
            }
        }
        return false;
    }

    /** The most specific one, as {@link dev.breakwater.policy.Policy#upstreamFor} has it. */
    @Nullable
    Upstream find(Url url) {
        Upstream best = null;
        int bestSpecificity = -1;
        for (Upstream upstream : upstreams) {
            HostPattern pattern = upstream.policy().patternFor(url);
            if (pattern != null && pattern.specificity() > bestSpecificity) {
                best = upstream;
                bestSpecificity = pattern.specificity();
            }
        }
        return best;
    }
}
