package dev.breakwater.wall;

import static dev.breakwater.wall.Origins.FALLBACK;
import static dev.breakwater.wall.Origins.PRIMARY;

import dev.breakwater.testing.Fault;
import java.time.Duration;
import java.util.List;

/** What providers do beyond the sixteen. */
final class Further {
    private static final Duration SOON = Duration.ofSeconds(3);
    private static final Duration AFTER_ONE_LIMIT = Duration.ofSeconds(8);
    private static final Duration FOR_LONG = Duration.ofSeconds(20);

    private Further() {}

    static List<Trial> all() {
        return List.of(
                healthy(),
                rejectedKeyOfPool(),
                quota(),
                quotaOfCaller(),
                away("529", "529 for ever", Fault.overloaded529()),
                retryAfterMs(),
                daysAway(),
                errorEvent("error-first", "an error event in a 200 stream, before any token", 0),
                errorEvent("error-later", "an error event in a 200 stream, after 20 tokens", 20),
                keepAlives(),
                goAway(),
                slowTrickle(),
                drip(),
                away("gzip", "503 with a gzip'd body, for ever", Fault.gzipError()),
                contentLength(),
                away("html", "502 with a CDN's HTML page, for ever", Fault.htmlError()),
                allDown());
    }

    private static Trial healthy() {
        return Trial.of("none", "no fault at all", origins -> {}, seen -> {
                    seen.answeredBy(PRIMARY);
                    seen.hits(2, 0);
                })
                .withCalls(2, Duration.ZERO);
    }

    private static Trial rejectedKeyOfPool() {
        return Trial.of(
                        "pool-key",
                        "401 on one of the primary's two keys",
                        origins -> origins.primary().byDefault(Fault.keyedBy(origins.pooledKey(2))),
                        seen -> {
                            seen.answeredBy(PRIMARY);
                            String rejected = seen.cell().origins().pooledKey(1);
                            long tries = seen.primary().stream()
                                    .filter(hit -> rejected.equals(hit.key()))
                                    .count();
                            seen.require(tries <= 1, "the rejected key was tried " + tries + " times");
                        })
                .withCalls(4, Duration.ZERO)
                .withPrimary(origins -> "keys: [" + origins.pooledKey(1) + ", " + origins.pooledKey(2) + "]");
    }

    /** The key is in the policy, so that the agent may remember what became of it. */
    private static Trial quota() {
        return Trial.of(
                        "quota",
                        "exhausted quota, for ever",
                        origins -> origins.primary().byDefault(Fault.quotaExhausted()),
                        seen -> {
                            seen.answeredBy(FALLBACK);
                            seen.hits(1, 2);
                        })
                .withCalls(2, Duration.ZERO)
                .withPrimary(origins -> "key: " + origins.pooledKey(1));
    }

    /** Of the caller's own key nothing is remembered from call to call; within a call it is still not tried twice. */
    private static Trial quotaOfCaller() {
        return Trial.of(
                "quota-own",
                "exhausted quota of the application's own key",
                origins -> origins.primary().byDefault(Fault.quotaExhausted()),
                seen -> {
                    seen.answeredBy(FALLBACK);
                    seen.hits(1, 1);
                });
    }

    private static Trial away(String id, String title, Fault fault) {
        return Trial.of(id, title, origins -> origins.primary().byDefault(fault), seen -> {
            seen.answeredBy(FALLBACK);
            seen.within(AFTER_ONE_LIMIT);
        });
    }

    private static Trial retryAfterMs() {
        return Trial.of(
                "retry-after-ms",
                "429 with retry-after-ms: 700, once",
                origins -> origins.primary().answer(Fault.retryAfterMs(Duration.ofMillis(700))),
                seen -> {
                    seen.answeredBy(PRIMARY);
                    seen.hits(2, 0);
                    seen.require(seen.gapMillis() >= 650, "the retry came after " + seen.gapMillis() + " ms");
                });
    }

    private static Trial daysAway() {
        return Trial.of(
                "days",
                "429 with a Retry-After of 4.7 days",
                origins -> origins.primary().byDefault(Fault.rateLimitedUntil("406080")),
                seen -> {
                    seen.answeredBy(FALLBACK);
                    seen.hits(1, 1);
                    seen.within(SOON);
                });
    }

    private static Trial errorEvent(String id, String title, int afterTokens) {
        return Trial.of(id, title, origins -> origins.primary().answer(Fault.errorEventInStream(afterTokens)), seen -> {
                    seen.within(AFTER_ONE_LIMIT);
                    seen.whole(1);
                })
                .ofStreams();
    }

    private static Trial keepAlives() {
        return Trial.of(
                "keep-alives",
                "keep-alives for 20 s, no content",
                origins -> origins.primary().byDefault(Fault.keepAlivesOnly(FOR_LONG)),
                seen -> {
                    seen.answeredBy(FALLBACK);
                    seen.hits(1, 1);
                    seen.within(AFTER_ONE_LIMIT);
                });
    }

    private static Trial goAway() {
        return Trial.of("goaway", "HTTP/2 GOAWAY in place of an answer, for ever", Origins::goAway, seen -> {
            seen.answeredBy(FALLBACK);
            seen.hits(0, 1);
            int away = seen.cell().origins().sentAway();
            // From 22 on, the JDK's client by itself repeats what was sent away unprocessed, once.
            seen.require(away > 0 && away <= 4, "expected up to 4 requests over HTTP/2");
            seen.within(AFTER_ONE_LIMIT);
        });
    }

    /** Slow, but within every limit: no fault, and not to be made one. */
    private static Trial slowTrickle() {
        return Trial.of(
                "trickle",
                "a healthy answer, 400 bytes at a time",
                origins -> origins.primary().byDefault(Fault.trickle(400, Duration.ofMillis(40))),
                seen -> {
                    seen.answeredBy(PRIMARY);
                    seen.hits(1, 0);
                });
    }

    private static Trial drip() {
        return Trial.of(
                "drip",
                "8 bytes each half second: no token in time",
                origins -> origins.primary().byDefault(Fault.trickle(8, Duration.ofMillis(500))),
                seen -> {
                    seen.answeredBy(FALLBACK);
                    seen.hits(1, 1);
                    seen.within(AFTER_ONE_LIMIT);
                });
    }

    private static Trial contentLength() {
        return Trial.of(
                "content-length",
                "a body shorter than its Content-Length, once",
                origins -> origins.primary().answer(Fault.wrongContentLength()),
                seen -> {
                    seen.answeredBy(PRIMARY);
                    seen.within(AFTER_ONE_LIMIT);
                });
    }

    /** The SDKs' own retries come on top of the agent's unless the agent keeps them from it. */
    private static Trial allDown() {
        return Trial.of(
                        "all-down",
                        "503 at both, for ever: retries are not multiplied",
                        origins -> {
                            origins.primary().byDefault(Fault.unavailable503());
                            origins.fallback().byDefault(Fault.unavailable503());
                        },
                        seen -> seen.require(!seen.allAnswered(), "an answer out of nowhere"))
                .whichFails();
    }
}
