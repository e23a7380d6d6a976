package dev.breakwater.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.dialect.Dialects;
import dev.breakwater.message.Url;
import dev.breakwater.policy.HostPattern;
import dev.breakwater.policy.Mode;
import dev.breakwater.policy.Policy;
import dev.breakwater.policy.UpstreamPolicy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamRulesTest {

    @ParameterizedTest
    @CsvSource({
        "openai, https://api.openai.com/v1, openai, openai",
        "mistral, https://api.mistral.ai/v1, openai, mistral_ai",
        "deepseek, https://api.deepseek.com/, openai, deepseek",
        "groq, https://api.groq.com/openai/v1, openai, groq",
        "openrouter, https://openrouter.ai/api/v1, openai, openrouter",
        "gemini-openai, https://generativelanguage.googleapis.com/v1beta/openai, openai, gcp.gemini",
        "vllm, http://localhost:8000/v1, openai, vllm",
        "ollama, http://localhost:11434/, ollama, ollama",
        "anthropic, https://api.anthropic.com/, anthropic, anthropic",
        "gemini, https://generativelanguage.googleapis.com/v1beta, gemini, gcp.gemini",
    })
    void a_well_known_name_brings_base_url_dialect_and_provider(
            String name, String baseUrl, String dialect, String provider) {
        UpstreamPolicy upstream = Reading.upstream("upstreams: {" + name + ": {}}");

        assertThat(upstream.baseUrls()).containsExactly(HostPattern.parse(baseUrl));
        assertThat(upstream.dialect()).isEqualTo(dialect);
        assertThat(upstream.provider()).isEqualTo(provider);
    }

    @Test
    void every_dialect_that_the_grammar_names_exists() {
        for (String name : new String[] {"openai", "anthropic", "gemini", "bedrock", "ollama", "generic"}) {
            UpstreamPolicy upstream = Reading.upstream("upstreams: {openai: {dialect: " + name + "}}");

            assertThat(Dialects.named(upstream.dialect()).name()).isEqualTo(name);
        }
        assertThat(WellKnownProviders.all())
                .allSatisfy(known -> assertThat(Dialects.named(known.dialect())).isNotNull());
    }

    @Test
    void where_the_host_varies_the_one_endpoint_is_wherever_the_application_called() {
        UpstreamPolicy azure = Reading.upstream("upstreams: {azure-openai: {}}");

        assertThat(azure.endpoints()).hasSize(1);
        assertThat(azure.endpoints().get(0).url().isAsCalled()).isTrue();
        assertThat(azure.endpoints().get(0).name()).isEqualTo("azure-openai");
        Url asked = Url.parse("https://acme.openai.azure.com/openai/v1/responses?api-version=1");
        assertThat(azure.patternFor(asked)).isNotNull();
        assertThat(azure.endpoints().get(0).url().rewrite(asked, asked, null)).isEqualTo(asked);
    }

    @Test
    void a_name_of_ones_own_takes_what_its_host_is_known_for() {
        UpstreamPolicy upstream = Reading.upstream("upstreams: {chat: {base-url: https://api.groq.com/openai/v1}}");

        assertThat(upstream.provider()).isEqualTo("groq");
        assertThat(upstream.dialect()).isEqualTo("openai");
    }

    @Test
    void an_unknown_host_is_taken_to_speak_the_openai_dialect() {
        UpstreamPolicy upstream = Reading.upstream(
                "upstreams: {house: {base-url: ['http://llm.internal:8080/v1', 'https://*.llm.internal']}}");

        assertThat(upstream.dialect()).isEqualTo("openai");
        assertThat(upstream.provider()).isEqualTo("house");
        assertThat(upstream.baseUrls())
                .containsExactly(
                        HostPattern.parse("http://llm.internal:8080/v1"), HostPattern.parse("https://*.llm.internal"));
    }

    @Test
    void of_two_upstreams_on_one_host_the_longer_path_wins_in_any_order() {
        Policy policy = Reading.policy("upstreams: {gemini: {}, gemini-openai: {}}");
        Policy turned = Reading.policy("upstreams: {gemini-openai: {}, gemini: {}}");
        Url openAiFace = Url.parse("https://generativelanguage.googleapis.com/v1beta/openai/chat/completions");
        Url own = Url.parse("https://generativelanguage.googleapis.com/v1beta/models/m:generateContent");

        assertThat(policy.upstreamFor(openAiFace).name()).isEqualTo("gemini-openai");
        assertThat(turned.upstreamFor(openAiFace).name()).isEqualTo("gemini-openai");
        assertThat(policy.upstreamFor(own).name()).isEqualTo("gemini");
        assertThat(turned.upstreamFor(own).name()).isEqualTo("gemini");
        assertThat(policy.upstreamFor(Url.parse("https://example.com/"))).isNull();
    }

    @Test
    void a_host_wins_over_a_wildcard() {
        Policy policy = Reading.policy(
                "upstreams: {any: {base-url: 'https://*.example.com/a/long/path'}, one: {base-url: https://x.example.com}}");

        assertThat(policy.upstreamFor(Url.parse("https://x.example.com/a/long/path"))
                        .name())
                .isEqualTo("one");
        assertThat(policy.upstreamFor(Url.parse("https://y.example.com/a/long/path"))
                        .name())
                .isEqualTo("any");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "upstreams: {mine: {}}|is no well-known name and has no `base-url`",
                "upstreams: {}|names no upstream",
                "{}|`upstreams` is missing",
                "[a]|must be a mapping, is a list",
                "text|must be a mapping, is a single value",
                "upstreams: {openai: 5}|must be a mapping",
                "upstreams: {openai: {base-url: []}}|is an empty list",
                "upstreams: {openai: {base-url: 'https://a.*.com'}}|is not",
                "upstreams: {'a b': {base-url: https://x}}|is no name for an upstream",
                "upstreams: {a: {base-url: https://x}, b: {base-url: https://x}}|belongs to upstream a already",
                "upstreams: {a: {base-url: [https://x, https://x]}}|is listed twice",
                "upstreams: {openai: {mode: enforce, mode: observe}}|mode: given twice, first in line 1",
                "upstreams: {openai: {deadline: 1s, retry: {patience: 2s}}}|2s is never reached: the deadline is 1s",
                "upstreams: {openai: {deadline: 1s, retry: {backoff: {initial: 2s}}}}|initial: 2s is never reached",
                "upstreams: {openai: {deadline: 1m, timeouts: {answer: 2m}}}|answer: 2m is never reached",
                "upstreams: {openai: {deadline: 1m, timeouts: {idle: 90s}}}|idle: 90s is never reached",
                "upstreams: {openai: {deadline: 1s, rate-limit: {max-wait: 2s}}}|max-wait: 2s is never reached",
                "upstreams: {openai: {retry: {backoff: {initial: 9s}}}}|the first delay, 9s, is longer than the longest, 8s by default",
                "upstreams: {openai: {retry: {backoff: {initial: 2s, max: 1s}}}}|max: the first delay, 2s, is longer",
                "upstreams: {openai: {retry: {statuses: []}}}|is an empty list",
                "upstreams: {openai: {retry: {statuses: [4xx]}}}|4xx holds statuses that are never sent again",
                "upstreams: {openai: {circuit-breaker: {sliding-window-size: 3, minimum-number-of-calls: 4}}}|is never reached: the window holds 3 calls",
                "upstreams: {openai: {max-attempts: 3}}|it belongs under `retry`",
                "upstreams: {openai: {endpoints: [{url: https://api.openai.com/v1, balance: random}]}}|it belongs to `upstreams.openai`",
                "upstreams: {openai: {retry: {maxAttempts: 3}}}|did you mean `max-attempts`?",
                "upstreams: {openai: {retry: {max_attempts: 3}}}|did you mean `max-attempts`?",
                "upstreams: {openai: {zzzzzz: 3}}|known here: base-url, dialect",
                "upstreams: {openai: {<<: 3}}|unknown key",
                "upstreams: {openai: {retry: {max-attempts: '3'}}}|is the text `3`",
                "upstreams: {openai: {retry: {max-attempts: 0}}}|must be a whole number from 1 to 100, is `0`",
                "upstreams: {openai: {retry: {max-attempts: 99999999999}}}|must be a whole number",
                "upstreams: {openai: {retry: {patience: 30}}}|must be a duration, is `30`; write it as 500ms, 30s, 5m or 2h",
                "upstreams: {openai: {retry: {patience: }}}|has no value",
                "upstreams: {openai: {retry: {budget: {ratio: 20}}}}|must be a percentage",
                "upstreams: {openai: {retry: {budget: {ratio: 101%}}}}|must be a percentage",
                "upstreams: {openai: {timeouts: {idle: 0s}}}|must be a duration of more than 0",
                "upstreams: {openai: {circuit-breaker: {failure-rate-threshold: 50%}}}|must be a number above 0",
                "upstreams: {openai: {balance: fair}}|must be one of weighted, round-robin",
            })
    void what_cannot_work_is_an_error(String yaml, String error) {
        assertThat(Reading.errors(yaml)).singleElement().asString().contains(error);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 413, 422})
    void statuses_that_must_never_be_sent_again_are_refused(int status) {
        assertThat(Reading.errors("upstreams: {openai: {retry: {statuses: [429, " + status + "]}}}"))
                .singleElement()
                .asString()
                .contains("retry.statuses[1]: " + status + " is never sent again");
    }

    @Test
    void more_attempts_an_endpoint_than_attempts_in_all_are_fine() {
        assertThat(Reading.upstream("upstreams: {openai: {retry: {max-attempts: 1, attempts-per-endpoint: 5}}}")
                        .retry()
                        .attemptsPerEndpoint())
                .isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''|the file is empty", "'# nothing'|the file is empty", "'a: 1\n---\nb: 2'|a second YAML document"
            })
    void a_file_holds_one_document(String yaml, String error) {
        assertThat(Reading.errors(yaml)).singleElement().asString().contains(error);
    }

    @Test
    void an_unquoted_substitution_in_flow_style_is_told_to_be_quoted() {
        assertThat(Reading.errors("upstreams: {openai: {endpoints: [{url: ${env:URL}}]}}"))
                .singleElement()
                .asString()
                .contains("quote a value that holds ${...}");
    }

    @Test
    void a_syntax_error_never_quotes_the_file() {
        assertThat(Reading.errors("upstreams:\n  openai:\n    key: sk-secret: x\n"))
                .singleElement()
                .asString()
                .doesNotContain("sk-secret");
    }

    @Test
    void the_built_in_policy_observes_every_well_known_host_and_changes_nothing() {
        Policy policy = BuiltInPolicy.observe();

        assertThat(policy.upstreams()).allSatisfy(upstream -> {
            assertThat(upstream.mode()).isEqualTo(Mode.OBSERVE);
            assertThat(upstream.endpoints())
                    .singleElement()
                    .satisfies(endpoint -> assertThat(endpoint.keys()).isEmpty());
        });
        assertThat(policy.captureContent()).isFalse();
        for (String url : new String[] {
            "https://api.openai.com/v1/chat/completions",
            "https://eu.api.openai.com/v1/responses",
            "https://api.anthropic.com/v1/messages",
            "https://bedrock-runtime.eu-central-1.amazonaws.com/model/m/converse",
            "https://acme.openai.azure.com/openai/v1/responses",
        }) {
            assertThat(policy.upstreamFor(Url.parse(url))).as(url).isNotNull();
        }
        assertThat(policy.upstreamFor(Url.parse("https://s3.amazonaws.com/model")))
                .isNull();
    }

    @Test
    void fallback_models_are_read_in_their_order() {
        UpstreamPolicy upstream = Reading.upstream("upstreams: {openai: {fallback-models: {a: [b, c], d: [e]}}}");

        assertThat(upstream.fallbackModels()).isEqualTo(Map.of("a", List.of("b", "c"), "d", List.of("e")));
    }

    @Test
    void a_model_that_is_its_own_fallback_is_an_error() {
        assertThat(Reading.errors("upstreams: {openai: {fallback-models: {a: [b, a]}}}"))
                .singleElement()
                .asString()
                .contains("fallback-models.a", "names itself");
    }
}
