package dev.breakwater.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotYetAvailableTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "upstreams: {openai: {health-check: {path: /models}}}",
                "upstreams: {openai: {rollout: {to: a, every: 10m}}}",
                "upstreams: {openai: {budget: {limit: 50 USD}}}",
                "upstreams: {openai: {cache: {max-size: 1MiB, ttl: 1m}}}",
                "upstreams: {openai: {max-response-size: 10MiB}}",
                "upstreams: {openai: {mirror: {to: a}}}",
                "upstreams: {openai: {hedging: {delay: 2s}}}",
                "upstreams: {openai: {rate-limit: {tokens-per-minute: 9}}}",
                "upstreams: {openai: {rate-limit: {shared: 'redis://h:6379'}}}",
                "upstreams: {openai: {rate-limit: {follow-provider: true}}}",
                "{upstreams: {openai: {}}, alerts: {error-rate: 5%}}",
                "{upstreams: {openai: {}}, admin: {port: 9465}}",
                "{upstreams: {openai: {}}, prices: p}",
                "{upstreams: {openai: {}}, telemetry: {capture-content: true}}",
                "upstreams: {openai: {endpoints: [{url: https://api.openai.com/v1, rate-limit: {tokens-per-minute: 1}}]}}",
            })
    void what_is_not_built_is_refused_and_never_ignored(String yaml) {
        assertThat(Reading.errors(yaml))
                .singleElement()
                .asString()
                .contains("not available in this version", "remove it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "upstreams: {openai: {rate-limit: {shared: ''}}}",
                "upstreams: {openai: {rate-limit: {shared: \"${env:NOT_SET:-}\"}}}",
                "upstreams: {openai: {rate-limit: {follow-provider: false}}}",
                "upstreams: {openai: {stream: {recovery: none}}}",
                "{upstreams: {openai: {}}, telemetry: {capture-content: false}}",
            })
    void a_value_that_asks_for_nothing_is_fine(String yaml) {
        assertThat(Reading.policy(yaml).upstreams()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeouts: {idle: 1s}", "retry: {max-attempts: 2}", "stream: {recovery: none}"})
    void an_endpoint_that_gives_another_section_hears_which_ones_it_may_give(String section) {
        assertThat(Reading.errors(
                        "upstreams: {openai: {endpoints: [{url: https://api.openai.com/v1, " + section + "}]}}"))
                .singleElement()
                .asString()
                .contains(
                        "not available per endpoint in this version",
                        "circuit-breaker and rate-limit may be given per endpoint");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "upstreams: {openai: {cache: {max-size: 1MB, ttl: 1m}}}|must be a size",
                "upstreams: {openai: {budget: {limit: 50}}}|must be an amount with its currency",
                "upstreams: {openai: {rollout: {too: a}}}|did you mean `to`?",
                "{upstreams: {openai: {}}, alerts: {on: [fire]}}|must be one of circuit-open",
            })
    void its_grammar_is_checked_all_the_same(String yaml, String error) {
        assertThat(Reading.errors(yaml)).anyMatch(line -> line.contains(error));
    }

    @Test
    void every_line_of_the_table_is_a_key_of_the_grammar() {
        assertThat(NotYetAvailable.table().keySet()).isSubsetOf(GrammarWalk.keys());
    }

    @Test
    void the_designs_example_of_everything_is_refused_for_what_is_not_built_and_nothing_else() throws Exception {
        Reading reading = new Reading()
                .env("AZURE_KEY_1", "k")
                .env("SLACK_WEBHOOK_URL", "https://hooks.example.com/x")
                .env("PAGERDUTY_KEY", "k");

        assertThat(reading.errorsOf(Examples.everything()))
                .filteredOn(error -> !error.contains("not available in this version"))
                .allMatch(error -> error.contains("file prices.json cannot be read")
                        || error.contains("file /run/secrets/azure-key-2 cannot be read"))
                .hasSize(2);
    }
}
