package dev.breakwater.wall;

import static dev.breakwater.wall.Origins.FALLBACK;
import static dev.breakwater.wall.Origins.PRIMARY;

import dev.breakwater.testing.Fault;
import dev.breakwater.wall.app.CallReport;
import java.time.Duration;
import java.util.List;

/** The sixteen faults of the Failover Bench catalogue, with the thresholds of its methodology. */
final class Sixteen {
    private static final Duration AT_ONCE = Duration.ofSeconds(2);
    private static final Duration AFTER_ONE_LIMIT = Duration.ofSeconds(8);
    private static final Duration FOR_LONG = Duration.ofSeconds(30);
    private static final int CUT_AFTER = 40;

    private Sixteen() {}

    static List<Trial> all(boolean full) {
        return List.of(
                Outage.trial(full),
                retryAfter(),
                rateLimitedForEver(),
                serverErrorOnce(),
                unavailable(),
                reset(),
                silence(),
                slowFirstToken(),
                cut("8", "reset after 40 of 60 tokens", Fault.cutStreamAfter(CUT_AFTER)),
                cut("8b", "connection closed after 40 of 60 tokens", Fault.hangUpAfter(CUT_AFTER)),
                cut("8c", "body ends after 40 of 60 tokens", Fault.truncatedAfter(CUT_AFTER)),
                cutEachTime(),
                stall(),
                malformedEvent(),
                noEndMark(),
                contextLength(),
                contentPolicy(),
                refusedPrefix("14", "cut, and the fallback refuses an assistant prefix", true),
                refusedPrefix("14b", "the same, and the policy knows", false),
                accounting());
    }

    private static Trial retryAfter() {
        return Trial.of(
                "1",
                "429 with Retry-After: 2, once",
                origins -> origins.primary().answer(Fault.rateLimited(Duration.ofSeconds(2))),
                seen -> {
                    seen.answeredBy(PRIMARY);
                    seen.hits(2, 0);
                    seen.require(seen.gapMillis() >= 1800, "the retry came after " + seen.gapMillis() + " ms");
                });
    }

    private static Trial rateLimitedForEver() {
        return Trial.of(
                "2",
                "429 without Retry-After, for ever",
                origins -> origins.primary().byDefault(Fault.rateLimited(null)),
                seen -> {
                    seen.answeredBy(FALLBACK);
                    long soon = seen.primary().stream()
                            .filter(hit -> Observation.millis(seen.primary().get(0), hit) <= 3000)
                            .count();
                    seen.require(seen.primary().size() <= 6 && soon <= 4, "too many requests at the primary");
                });
    }

    private static Trial serverErrorOnce() {
        return Trial.of("3", "500 once", origins -> origins.primary().answer(Fault.error500()), seen -> {
            seen.answeredBy(PRIMARY);
            seen.hits(2, 0);
        });
    }

    private static Trial unavailable() {
        return Trial.of("4", "503 for ever", origins -> origins.primary().byDefault(Fault.unavailable503()), seen -> {
            seen.answeredBy(FALLBACK);
            seen.within(AFTER_ONE_LIMIT);
        });
    }

    private static Trial reset() {
        return Trial.of(
                "5",
                "TCP reset before headers, once",
                origins -> origins.primary().answer(Fault.resetBeforeHeaders()),
                seen -> {
                    seen.whole(1);
                    seen.require(seen.primary().size() + seen.fallback().size() == 2, "expected 2 requests in all");
                });
    }

    private static Trial silence() {
        return Trial.of("6", "silence", origins -> origins.primary().byDefault(Fault.silence()), seen -> {
            seen.answeredBy(FALLBACK);
            seen.hits(1, 1);
            seen.within(AFTER_ONE_LIMIT);
        });
    }

    private static Trial slowFirstToken() {
        return Trial.of(
                "7",
                "headers at once, first token after 20 s",
                origins -> origins.primary().byDefault(Fault.slowFirstToken(Duration.ofSeconds(20))),
                seen -> {
                    seen.answeredBy(FALLBACK);
                    seen.within(Duration.ofSeconds(15));
                });
    }

    /** The policy says that a broken stream is to be continued: the application notices nothing. */
    private static void mended(Observation seen) {
        seen.whole(1);
        seen.within(AFTER_ONE_LIMIT);
    }

    /** That no truncated answer passes for a success is checked of every call. */
    private static Trial cut(String id, String title, Fault fault) {
        return Trial.of(id, title, origins -> origins.primary().answer(fault), Sixteen::mended);
    }

    /** Only another provider can finish this one: the fallback goes on from the words that were read. */
    private static Trial cutEachTime() {
        return Trial.of(
                "8d",
                "reset after 40 of 60 tokens, each time",
                origins -> origins.primary().byDefault(Fault.cutStreamAfter(CUT_AFTER)),
                Sixteen::mended);
    }

    private static Trial stall() {
        return Trial.of(
                        "9",
                        "stalls 30 s after 20 tokens",
                        origins -> origins.primary().answer(Fault.stallAfter(20, FOR_LONG)),
                        seen -> {
                            seen.within(Duration.ofSeconds(15));
                            seen.whole(1);
                            seen.whole(2);
                        })
                .withCalls(2, Duration.ZERO);
    }

    private static Trial malformedEvent() {
        return Trial.of(
                        "10",
                        "a malformed event in the stream",
                        origins -> origins.primary().answer(Fault.malformedEventAfter(20)),
                        seen -> {
                            seen.whole(1);
                            seen.whole(2);
                        })
                .withCalls(2, Duration.ZERO)
                .ofStreams();
    }

    private static Trial noEndMark() {
        return Trial.of(
                        "11",
                        "complete, but no [DONE]",
                        origins -> origins.primary().byDefault(Fault.noDone()),
                        seen -> {
                            seen.answeredBy(PRIMARY);
                            seen.hits(2, 0);
                            // The first call may still load classes.
                            seen.require(
                                    seen.call(2).tookMillis() <= AT_ONCE.toMillis(), "the end was not noticed at once");
                            usage(seen.call(2), seen);
                        })
                .withCalls(2, Duration.ZERO)
                .ofStreams();
    }

    private static Trial contextLength() {
        return Trial.of(
                "12",
                "400 context_length_exceeded",
                origins -> origins.primary().byDefault(Fault.badRequest("context_length_exceeded")),
                seen -> {
                    seen.answeredBy(FALLBACK);
                    seen.hits(1, 1);
                });
    }

    private static Trial contentPolicy() {
        return Trial.of(
                        "13",
                        "400 content_policy_violation",
                        origins -> origins.primary().byDefault(Fault.badRequest("content_policy_violation")),
                        seen -> {
                            seen.hits(1, 0);
                            seen.require(
                                    seen.call(1).error().contains("safety system"), "the reason did not get through");
                        })
                .whichFails();
    }

    private static Trial refusedPrefix(String id, String title, boolean thoughtSupported) {
        return Trial.of(
                        id,
                        title,
                        origins -> {
                            origins.sayTheSame();
                            origins.primary().answer(Fault.cutStreamAfter(CUT_AFTER));
                            origins.primary().byDefault(Fault.unavailable503());
                            origins.fallback().byDefault(Fault.refusesAssistantPrefix());
                        },
                        seen -> {
                            seen.require(!seen.call(1).error().contains("assistant"), "the refusal masks the cut");
                            seen.whole(1);
                            boolean asked = seen.fallback().stream()
                                    .anyMatch(hit -> hit.bodyText().contains("\"assistant\""));
                            seen.require(thoughtSupported || !asked, "a continuation was asked for nevertheless");
                        })
                .ofStreams()
                .withFallback("supports-prefill: " + thoughtSupported);
    }

    private static Trial accounting() {
        return Trial.of(
                        "16",
                        "503, the fallback answers: model and usage",
                        origins -> origins.primary().byDefault(Fault.unavailable503()),
                        seen -> {
                            seen.answeredBy(FALLBACK);
                            CallReport report = seen.call(1);
                            seen.require(
                                    report.model().equals("wall-2"), "model \"" + report.model() + "\", not wall-2");
                            usage(report, seen);
                        })
                .withFallback("models: {wall-1: wall-2}");
    }

    private static void usage(CallReport report, Observation seen) {
        seen.require(
                report.promptTokens() == 12 && report.completionTokens() == Answers.TOKENS,
                "usage " + report.promptTokens() + " + " + report.completionTokens());
    }
}
