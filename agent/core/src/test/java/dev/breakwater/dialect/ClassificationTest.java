package dev.breakwater.dialect;

import static dev.breakwater.dialect.ErrorKind.OVERLOADED;
import static dev.breakwater.dialect.ErrorKind.QUOTA_EXHAUSTED;
import static dev.breakwater.dialect.ErrorKind.RATE_LIMITED;
import static dev.breakwater.dialect.ErrorKind.SERVER_ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.message.Header;
import dev.breakwater.message.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ClassificationTest {
    private static final String QUOTA =
            "{\"error\":{\"message\":\"x\",\"type\":\"insufficient_quota\",\"code\":\"insufficient_quota\"}}";

    @ParameterizedTest(name = "{0}: {1} {3} -> {2}")
    @MethodSource("recordedErrors")
    void says_what_a_provider_meant(String provider, int status, ErrorKind expected, String body) {
        assertThat(Classification.of(status, Headers.NONE, bytes(body))).isEqualTo(expected);
    }

    /** Rows of status, kind and body, in a file for each provider. */
    static Stream<Arguments> recordedErrors() {
        return Stream.of("openai", "azure", "anthropic", "gemini", "bedrock", "compatible", "local", "bare")
                .flatMap(provider -> resource("/dialect/errors/" + provider + ".txt")
                        .lines()
                        .map(row -> row.split(" ", 3))
                        .map(row -> Arguments.of(
                                provider,
                                Integer.valueOf(row[0]),
                                ErrorKind.valueOf(row[1]),
                                row.length < 3 ? "" : row[2])));
    }

    @Test
    void believes_amazons_header_before_the_body() {
        Headers headers = headers("x-amzn-ErrorType", "ThrottlingException:http://internal.amazon.com/coral/");

        assertThat(Classification.of(400, headers, bytes("{\"message\":\"x\"}")))
                .isEqualTo(RATE_LIMITED);
    }

    @Test
    void payment_required_with_a_time_to_come_back_is_a_limit() {
        assertThat(Classification.of(402, headers("Retry-After", "30"), bytes("{}")))
                .isEqualTo(RATE_LIMITED);
    }

    @Test
    void reads_a_compressed_error_even_when_it_is_cut() {
        byte[] whole = gzip(QUOTA + " ".repeat(1000));
        Headers headers = headers("Content-Encoding", "gzip");

        assertThat(Classification.of(429, headers, whole)).isEqualTo(QUOTA_EXHAUSTED);
        byte[] cut = Arrays.copyOf(whole, whole.length - 8);
        assertThat(Classification.of(429, headers, cut)).isEqualTo(QUOTA_EXHAUSTED);
    }

    @Test
    void a_small_body_that_inflates_to_gigabytes_does_no_harm() {
        byte[] bomb = gzip(" ".repeat(64 << 20));

        assertThat(Classification.of(503, Headers.NONE, bomb)).isEqualTo(SERVER_ERROR);
    }

    @Test
    void reads_what_stands_before_the_cut() {
        byte[] cut = bytes(QUOTA.substring(0, QUOTA.length() - 3));

        assertThat(Classification.of(429, Headers.NONE, cut)).isEqualTo(QUOTA_EXHAUSTED);
    }

    @Test
    void reads_an_error_that_comes_as_an_event() {
        String body = "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\"}}\n\n";

        assertThat(Classification.of(503, Headers.NONE, bytes(body))).isEqualTo(OVERLOADED);
    }

    private static String resource(String name) {
        try (InputStream in = ClassificationTest.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Headers headers(String name, String value) {
        return Headers.of(List.of(new Header(name, value)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
