package dev.breakwater.call;

import dev.breakwater.dialect.Dialect;
import dev.breakwater.dialect.translation.Translation;
import dev.breakwater.dialect.translation.Translations;
import dev.breakwater.message.Url;
import dev.breakwater.policy.HostPattern;
import dev.breakwater.policy.UpstreamPolicy;
import dev.breakwater.resilience.retry.RetryBudget;
import dev.breakwater.routing.Endpoint;
import dev.breakwater.routing.EndpointPool;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One upstream of the policy at work. Immutable but for the counters and states of what it holds; thread-safe. */
public final class Upstream {
    private final UpstreamPolicy policy;
    private final Dialect dialect;
    /** Of the endpoints that speak another dialect. */
    private final Map<Endpoint, Dialect> foreign;

    private final EndpointPool pool;
    private final RetryBudget retryBudget;
    private final RepeatWindow repeats;
    private final long deadlineNanos;

    Upstream(
            UpstreamPolicy policy,
            Dialect dialect,
            Map<Endpoint, Dialect> foreign,
            EndpointPool pool,
            RetryBudget retryBudget,
            RepeatWindow repeats) {
        this.foreign = foreign;
        this.policy = policy;
        this.dialect = dialect;
        this.pool = pool;
        this.retryBudget = retryBudget;
        this.repeats = repeats;
        this.deadlineNanos = policy.deadline().map(Duration::toNanos).orElse(Caller.NO_DEADLINE);
    }

    public String name() {
        return policy.name();
    }

    public UpstreamPolicy policy() {
        return policy;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** What an endpoint speaks. */
    Dialect dialectAt(Endpoint endpoint) {
        return foreign.getOrDefault(endpoint, dialect);
    }

    /** What carries calls to an endpoint of another dialect; null where it speaks the upstream's. */
    @Nullable
    Translation translationAt(Endpoint endpoint) {
        Dialect other = foreign.isEmpty() ? null : foreign.get(endpoint);
        return other == null ? null : Translations.between(dialect.name(), other.name());
    }

    public EndpointPool pool() {
        return pool;
    }

    /** How long a whole call may take, or {@link Caller#NO_DEADLINE}. */
    long deadlineNanos() {
        return deadlineNanos;
    }

    RetryBudget retryBudget() {
        return retryBudget;
    }

    RepeatWindow repeats() {
        return repeats;
    }

    /** The base URL that {@code url} lies below, its wildcard filled in; null when it lies below none. */
    @Nullable
    Url baseOf(Url url) {
        HostPattern pattern = policy.patternFor(url);
        return pattern == null ? null : pattern.baseFor(url);
    }
}
