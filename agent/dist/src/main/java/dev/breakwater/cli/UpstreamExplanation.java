package dev.breakwater.cli;

import dev.breakwater.message.Url;
import dev.breakwater.policy.Mode;
import dev.breakwater.policy.StreamRecovery;
import dev.breakwater.policy.TimeoutsConfig;
import dev.breakwater.policy.UpstreamPolicy;
import dev.breakwater.resilience.breaker.BreakerConfig;
import dev.breakwater.resilience.breaker.WindowType;
import dev.breakwater.resilience.limit.LimitConfig;
import dev.breakwater.resilience.retry.RetryConfig;
import dev.breakwater.routing.BalanceStrategyName;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Says what an upstream does with a call. */
final class UpstreamExplanation {
    private final UpstreamPolicy upstream;
    private final PrintWriter out;

    UpstreamExplanation(UpstreamPolicy upstream, PrintWriter out) {
        this.upstream = upstream;
        this.out = out;
    }

    void print(Url asked, Url base, @Nullable String model) {
        line("mode", Shown.marked(Shown.word(upstream.mode()), upstream.mode() == Mode.ENFORCE));
        line("dialect", upstream.dialect() + ", provider " + upstream.provider());
        if (upstream.mode() == Mode.OBSERVE) {
            out.println("  observe: the call is not changed; what follows is logged as \"would have\".");
        }
        out.println();
        out.println("Endpoints, first to last:");
        new EndpointExplanation(upstream, out).print(asked, base, model);
        out.println();
        out.println("In effect:");
        BalanceStrategyName balance = upstream.balance();
        line("balance", Shown.marked(Shown.word(balance), balance == BalanceStrategyName.WEIGHTED));
        line(
                "deadline",
                upstream.deadline()
                        .map(deadline -> Shown.duration(deadline) + ", never past the caller's own timeout")
                        .orElse("the caller's own timeout (default)"));
        timeouts(upstream.timeouts());
        retry(upstream.retry());
        breaker();
        line("rate-limit", limit(upstream.limit()));
        StreamRecovery recovery = upstream.streamRecovery();
        line("stream.recovery", Shown.marked(Shown.word(recovery), recovery == StreamRecovery.FIRST_TOKEN));
    }

    private void timeouts(TimeoutsConfig timeouts) {
        line("timeouts.connect", timeout(timeouts.connect(), "the client's own (default)"));
        line("timeouts.first-token", timeout(timeouts.firstToken(), "none (default)"));
        line("timeouts.idle", timeout(timeouts.idle(), "none (default)"));
        line("timeouts.answer", timeout(timeouts.answer(), "none (default)"));
    }

    private static String timeout(Optional<Duration> limit, String absent) {
        return limit.map(Shown::duration).orElse(absent);
    }

    private void retry(RetryConfig retry) {
        RetryConfig d = RetryConfig.DEFAULT;
        line("retry.max-attempts", Shown.marked(retry.maxAttempts(), retry.maxAttempts() == d.maxAttempts()));
        line(
                "retry.attempts-per-endpoint",
                Shown.marked(retry.attemptsPerEndpoint(), retry.attemptsPerEndpoint() == d.attemptsPerEndpoint()));
        line("retry.patience", duration(retry.patience(), d.patience()));
        line(
                "retry.backoff",
                Shown.marked(
                        Shown.duration(retry.backoff().initial()) + " x"
                                + Shown.number(retry.backoff().multiplier()) + " up to "
                                + Shown.duration(retry.backoff().max()) + ", jitter "
                                + Shown.word(retry.backoff().jitter()),
                        retry.backoff().equals(d.backoff())));
        line("retry.retry-after-max", duration(retry.retryAfterMax(), d.retryAfterMax()));
        line(
                "retry.statuses",
                retry.statuses().isEmpty()
                        ? "the dialect's own (default)"
                        : StatusRanges.of(new TreeSet<>(retry.statuses())));
        line(
                "retry.budget",
                Shown.marked(
                        Shown.share(retry.budget().ratio()) + " of calls, at least "
                                + Shown.number(retry.budget().minPerSecond()) + " a second",
                        retry.budget().equals(d.budget())));
        line("retry.ambiguous", Shown.marked(Shown.word(retry.ambiguous()), retry.ambiguous() == d.ambiguous()));
    }

    private void breaker() {
        if (upstream.breaker().isEmpty() && upstream.endpoints().size() == 1) {
            line("circuit-breaker", "reports and never rejects: a single endpoint and no section (default)");
            return;
        }
        BreakerConfig breaker = upstream.breaker().orElse(BreakerConfig.DEFAULT);
        line("circuit-breaker", Shown.marked(breaker(breaker), breaker.equals(BreakerConfig.DEFAULT)));
    }

    static String breaker(BreakerConfig breaker) {
        return "opens at " + Shown.number(breaker.failureRateThreshold()) + "% failed or "
                + Shown.number(breaker.slowCallRateThreshold()) + "% slower than "
                + Shown.duration(breaker.slowCallDurationThreshold()) + " of the last "
                + breaker.slidingWindowSize()
                + (breaker.slidingWindowType() == WindowType.COUNT_BASED ? " calls" : " seconds")
                + " (" + breaker.minimumNumberOfCalls() + " at least), for "
                + Shown.duration(breaker.waitDurationInOpenState()) + ", then "
                + breaker.permittedNumberOfCallsInHalfOpenState() + " probes";
    }

    static String limit(LimitConfig limit) {
        if (!limit.limits()) {
            return "off (default)";
        }
        StringBuilder text = new StringBuilder();
        if (limit.requestsPerMinute() > 0) {
            text.append(limit.requestsPerMinute()).append(" requests a minute, ");
        }
        if (limit.concurrentRequests() > 0) {
            text.append(limit.concurrentRequests()).append(" at once, ");
        }
        return text.append("up to ")
                .append(limit.maxQueue())
                .append(" wait for ")
                .append(Shown.duration(limit.maxWait()))
                .append(", per ")
                .append(Shown.word(limit.per()))
                .toString();
    }

    private static String duration(Duration value, Duration byDefault) {
        return Shown.marked(Shown.duration(value), value.equals(byDefault));
    }

    private void line(String name, String value) {
        out.printf("  %-28s %s%n", name, value);
    }
}
