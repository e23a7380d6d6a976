package dev.breakwater.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a user reads when a policy is wrong, word by word. */
class PolicyErrorsTest {

    @Test
    void a_syntax_error_says_where_and_what_to_check() {
        assertThat(Reading.errors("""
                        upstreams:
                          openai:
                            retry:
                              max-attempts: 4
                             patience: 2s
                        """))
                .containsExactly(
                        "breakwater.yaml:5:6: not valid YAML: expected <block end>, but found '<block mapping start>'; "
                                + "check this line's indentation, quotes and brackets, and those of the line above");
    }

    @Test
    void an_unknown_key_names_the_nearest_known_one() {
        assertThat(Reading.errors("""
                        upstreams:
                          openai:
                            retry:
                              max-atempts: 4
                        """))
                .containsExactly("breakwater.yaml:4:7: upstreams.openai.retry.max-atempts: unknown key; "
                        + "did you mean `max-attempts`?");
    }

    @Test
    void a_missing_variable_is_named_with_the_way_to_a_default() {
        assertThat(Reading.errors("""
                        upstreams:
                          openai:
                            endpoints:
                              - url: https://api.openai.com/v1
                              - url: https://gateway.example.com/v1
                                key: ${env:BACKUP_KEY}
                        """))
                .containsExactly("breakwater.yaml:6:14: upstreams.openai.endpoints[1].key: "
                        + "environment variable BACKUP_KEY is not set; "
                        + "set it for this process, or give a default: ${env:BACKUP_KEY:-default}");
    }

    @Test
    void an_endpoint_on_another_origin_needs_a_key_of_its_own() {
        assertThat(Reading.errors("""
                        upstreams:
                          openai:
                            endpoints:
                              - url: https://api.openai.com/v1
                              - url: https://gateway.example.com/v1
                        """))
                .containsExactly(
                        "breakwater.yaml:5:14: upstreams.openai.endpoints[1].url: "
                                + "https://gateway.example.com is another origin than base-url (https://api.openai.com) "
                                + "and the endpoint has no key of its own, so that the caller's key would leave for it; "
                                + "add `key: ${env:NAME}`, or `auth: caller` if the caller's key is meant for it, or `auth: none`");
    }

    @Test
    void all_errors_come_at_once_in_the_files_order() {
        List<String> errors = Reading.errors("""
                upstreams:
                  openai:
                    mode: enforced
                    deadline: 30
                    retry: {max-attempts: "4", statuses: [429, 401]}
                    endpoints:
                      - name: a
                        url: ftp://x
                      - name: a
                        url: https://api.openai.com/v1
                telemtry: {}
                """);

        assertThat(errors)
                .extracting(error -> error.replaceFirst(": .*", ""))
                .containsExactly(
                        "breakwater.yaml:3:11",
                        "breakwater.yaml:4:15",
                        "breakwater.yaml:5:27",
                        "breakwater.yaml:5:48",
                        "breakwater.yaml:8:14",
                        "breakwater.yaml:9:15",
                        "breakwater.yaml:11:1");
    }
}
