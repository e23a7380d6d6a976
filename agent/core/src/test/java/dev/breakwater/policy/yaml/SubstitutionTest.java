package dev.breakwater.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.routing.EndpointConfig;
import dev.breakwater.routing.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubstitutionTest {
    @TempDir
    Path directory;

    private final Reading reading = new Reading();

    @Test
    void several_in_one_value_are_joined_with_the_text_around_them() {
        reading.env("HOST", "gw.example.com").env("PATH_PART", "v7");

        assertThat(endpoint("url: \"https://${env:HOST}/x-${env:PATH_PART}\", key: k")
                        .url()
                        .base())
                .hasToString("https://gw.example.com/x-v7");
    }

    @Test
    void a_default_stands_in_for_a_variable_that_is_unset_or_empty() {
        reading.env("EMPTY", "");

        assertThat(keyFrom("${env:UNSET:-fallback}")).isEqualTo("fallback");
        assertThat(keyFrom("${env:EMPTY:-fallback}")).isEqualTo("fallback");
        assertThat(keyFrom("${env:UNSET:-a:-b}")).isEqualTo("a:-b");
    }

    @Test
    void a_default_may_be_a_substitution_itself() {
        reading.env("SECOND", "from-second");

        assertThat(endpoint("url: https://api.openai.com/v1, key: \"${env:FIRST:-${env:SECOND}}\"")
                        .keys())
                .containsExactly(new Secret("env:SECOND", "from-second"));
    }

    @Test
    void two_dollars_are_one_and_a_lone_one_stays() {
        assertThat(keyFrom("a$$b")).isEqualTo("a$b");
        assertThat(keyFrom("$${env:X}")).isEqualTo("${env:X}");
        assertThat(keyFrom("cost$5")).isEqualTo("cost$5");
    }

    @Test
    void what_a_variable_holds_is_text_and_nothing_more() {
        reading.env("TRICKY", "${env:HOME}: [a, b] # no comment");

        assertThat(keyFrom("${env:TRICKY}")).isEqualTo("${env:HOME}: [a, b] # no comment");
    }

    @Test
    void a_substituted_value_takes_the_type_of_its_key() {
        reading.env("ATTEMPTS", "7").env("PREFILL", "true");

        assertThat(reading.read("upstreams: {openai: {retry: {max-attempts: \"${env:ATTEMPTS}\"}}}")
                        .upstreams()
                        .get(0)
                        .retry()
                        .maxAttempts())
                .isEqualTo(7);
        assertThat(endpoint("url: https://api.openai.com/v1, supports-prefill: \"${env:PREFILL}\"")
                        .supportsPrefill())
                .isTrue();
    }

    @Test
    void a_file_loses_one_newline_at_its_end_and_may_be_relative_or_absolute() throws Exception {
        reading.in(directory);
        Files.writeString(directory.resolve("unix"), "sk-1\n");
        Files.writeString(directory.resolve("dos"), "sk-2\r\n");
        Files.writeString(directory.resolve("bare"), "sk-3");

        assertThat(keyFrom("${file:unix}")).isEqualTo("sk-1");
        assertThat(keyFrom("${file:./dos}")).isEqualTo("sk-2");
        assertThat(keyFrom("${file:" + directory.resolve("bare") + "}")).isEqualTo("sk-3");
    }

    @Test
    void keys_are_labelled_by_their_source() throws Exception {
        Files.writeString(directory.resolve("k"), "secret-from-file");
        reading.in(directory).env("K", "secret-from-env");
        EndpointConfig endpoint = endpoint(
                "url: https://api.openai.com/v1, keys: [\"${env:K}\", \"${file:k}\", literal, \"${env:K}-${file:k}\"]");

        assertThat(endpoint.keys())
                .extracting(Secret::label)
                .containsExactly("env:K", "file:k", "line 1", "env:K+file:k");
        assertThat(endpoint.toString()).doesNotContain("secret-from").doesNotContain("literal");
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertThat(reading.in(directory).errorsOf(keyed("${file:none}")))
                .containsExactly("breakwater.yaml:1:72: upstreams.openai.endpoints[0].key: "
                        + "file none cannot be read (no such file); create it, mount it, or correct the name; "
                        + "a relative one starts at the policy file's directory");
    }

    @Test
    void a_key_that_no_header_may_carry_is_refused_without_being_shown() throws Exception {
        Files.writeString(directory.resolve("two-lines"), "sk-hidden\nsk-other\n");
        reading.in(directory).env("BLANK", " ");

        assertThat(reading.errorsOf(keyed("${file:two-lines}")))
                .singleElement()
                .asString()
                .contains("holds a line break", "(from file:two-lines)")
                .doesNotContain("sk-hidden");
        assertThat(reading.errorsOf(keyed("${env:BLANK}")))
                .singleElement()
                .asString()
                .contains("is empty (from env:BLANK)");
    }

    @Test
    void forms_that_mean_nothing_are_errors_that_show_the_right_form() {
        assertThat(reading.errorsOf(keyed("${OPENAI_KEY}")))
                .singleElement()
                .asString()
                .endsWith("write ${env:OPENAI_KEY}");
        assertThat(reading.errorsOf(keyed("${vault:x}")))
                .singleElement()
                .asString()
                .contains("no known substitution");
        assertThat(reading.errorsOf(keyed("${env:X")))
                .singleElement()
                .asString()
                .contains("${ is not closed");
        assertThat(reading.errorsOf(keyed("${env:A B}")))
                .singleElement()
                .asString()
                .contains("no name of an environment");
    }

    @Test
    void a_wrong_value_from_a_variable_is_not_shown() {
        reading.env("WRONG", "sk-secret-in-the-wrong-place");

        assertThat(reading.errorsOf("upstreams: {openai: {retry: {max-attempts: \"${env:WRONG}\"}}}"))
                .singleElement()
                .asString()
                .contains("is `${env:WRONG}`")
                .doesNotContain("sk-secret");
    }

    private String keyFrom(String value) {
        return reading.read(keyed(value))
                .upstreams()
                .get(0)
                .endpoints()
                .get(0)
                .keys()
                .get(0)
                .reveal();
    }

    private EndpointConfig endpoint(String keys) {
        return reading.read("upstreams: {openai: {endpoints: [{" + keys + "}]}}")
                .upstreams()
                .get(0)
                .endpoints()
                .get(0);
    }

    private static String keyed(String value) {
        return "upstreams: {openai: {endpoints: [{url: https://api.openai.com/v1, key: '" + value + "'}]}}";
    }
}
