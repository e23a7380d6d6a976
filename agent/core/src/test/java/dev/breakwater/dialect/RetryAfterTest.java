package dev.breakwater.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.message.Header;
import dev.breakwater.message.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RetryAfterTest {
    private static final long NOW = Instant.parse("2026-11-21T10:00:00Z").toEpochMilli();

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
            retry-after-ms: 1500                                                       | PT1.5S
            retry-after-ms: 12.5                                                       | PT0.0125S
            retry-after-ms: 0                                                          | PT0S
            retry-after-ms: -1                                                         | unknown
            Retry-After: 2                                                             | PT2S
            Retry-After: 0                                                             | PT0S
            Retry-After: 0.25                                                          | PT0.25S
            Retry-After: 406080                                                        | PT112H48M
            Retry-After: -1                                                            | unknown
            Retry-After: NaN                                                           | unknown
            Retry-After: 1e3                                                           | unknown
            Retry-After: soon                                                          | unknown
            Retry-After: 99999999999999999999999999                                    | unknown
            Retry-After: 2m59.56s                                                      | PT2M59.56S
            Retry-After: 1795255260                                                    | PT1M
            Retry-After: 1795255230000                                                 | PT30S
            Retry-After: Sat, 21 Nov 2026 10:00:42 GMT                                 | PT42S
            Retry-After: Saturday, 21-Nov-26 10:00:42 GMT                              | PT42S
            Retry-After: Sat Nov 21 10:00:42 2026                                      | PT42S
            Retry-After: Sun Nov  1 10:00:42 2026                                      | PT0S
            Retry-After: Sat, 21 Nov 2026 09:00:00 GMT                                 | PT0S
            Retry-After: 2026-11-21T10:01:00Z                                          | PT1M
            retry-after-ms: 500; retry-after: 7                                        | PT0.5S
            retry-after-ms: x; retry-after: 7                                          | PT7S
            x-ratelimit-remaining-requests: 0; x-ratelimit-reset-requests: 12ms        | PT0.012S
            x-ratelimit-remaining-requests: 0; x-ratelimit-reset-requests: 6m0s        | PT6M
            x-ratelimit-remaining-requests: 0; x-ratelimit-reset-requests: 1h2m3s      | PT1H2M3S
            x-ratelimit-remaining-requests: 9; x-ratelimit-reset-requests: 6m0s        | unknown
            x-ratelimit-reset-requests: 6m0s                                           | unknown
            x-ratelimit-remaining-tokens: 0; x-ratelimit-reset-tokens: 8               | PT8S
            x-ratelimit-remaining-tokens: 0; x-ratelimit-reset-tokens: -1              | unknown
            x-ratelimit-remaining-tokens: 0; x-ratelimit-reset-tokens: 0               | unknown
            X-RateLimit-Remaining: 0; X-RateLimit-Reset: 1795255260000                 | PT1M
            X-RateLimit-Remaining: 0; X-RateLimit-Reset: 1795255260                    | PT1M
            anthropic-ratelimit-unified-status: rejected; anthropic-ratelimit-unified-reset: 1795255260 | PT1M
            anthropic-ratelimit-unified-status: allowed; anthropic-ratelimit-unified-reset: 1795255260  | unknown
            date: x                                                                    | unknown
            """)
    void reads_headers(String headers, String expected) {
        assertThat(inWords(RetryAfter.nanos(parse(headers), new byte[0], NOW))).isEqualTo(expected);
    }

    @Test
    void waits_for_the_last_of_the_exhausted_limits_and_for_no_other() {
        Headers headers = parse(
                "anthropic-ratelimit-requests-remaining: 0; anthropic-ratelimit-requests-reset: 2026-11-21T10:00:05Z;"
                        + " anthropic-ratelimit-input-tokens-remaining: 0; anthropic-ratelimit-input-tokens-reset: 2026-11-21T10:00:20Z;"
                        + " anthropic-ratelimit-output-tokens-remaining: 400; anthropic-ratelimit-output-tokens-reset: 2026-11-21T10:00:50Z");

        assertThat(RetryAfter.nanos(headers, new byte[0], NOW))
                .isEqualTo(Duration.ofSeconds(20).toNanos());
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
            {"error":{"details":[{"@type":"QuotaFailure"},{"@type":"RetryInfo","retryDelay":"46s"}]}}      | PT46S
            [{"error":{"details":[{"@type":"RetryInfo","retryDelay":"46.931370454s"}]}}]                   | PT46.931370454S
            {"error":{"details":[{"@type":"RetryInfo","retryDelay":"86400s"}]}}                            | PT24H
            {"error":{"details":[{"@type":"RetryInfo","retryDelay":"s"}]}}                                 | unknown
            {"error":{"message":"Rate limit reached. Please try again in 1.5s. Visit the docs."}}          | PT1.5S
            {"error":{"message":"Please try again in 6m0s."}}                                              | PT6M
            {"error":{"message":"Please retry after 7 seconds. Please go here"}}                           | PT7S
            {"error":{"message":"Please retry in 12.3s."}}                                                 | PT12.3S
            {"error":{"message":"Please try again later"}}                                                 | unknown
            {"error":{"message":"Please try again in a moment"}}                                           | unknown
            """)
    void reads_bodies(String body, String expected) {
        assertThat(inWords(RetryAfter.nanos(Headers.NONE, body.getBytes(StandardCharsets.UTF_8), NOW)))
                .isEqualTo(expected);
    }

    @Test
    void believes_a_header_before_the_body() {
        byte[] body = "{\"error\":{\"message\":\"Please try again in 6m0s.\"}}".getBytes(StandardCharsets.UTF_8);

        assertThat(RetryAfter.nanos(parse("retry-after: 1"), body, NOW))
                .isEqualTo(Duration.ofSeconds(1).toNanos());
    }

    private static String inWords(long nanos) {
        return nanos < 0 ? "unknown" : Duration.ofNanos(nanos).toString();
    }

    private static Headers parse(String text) {
        List<Header> fields = new ArrayList<>();
        for (String field : text.split("; ", -1)) {
            int colon = field.indexOf(": ");
            fields.add(new Header(field.substring(0, colon).strip(), field.substring(colon + 2)));
        }
        return Headers.of(fields);
    }
}
