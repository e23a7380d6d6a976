package dev.breakwater.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.dialect.Dialect;
import dev.breakwater.dialect.Dialects;
import dev.breakwater.dialect.translation.Translations;
import dev.breakwater.routing.AuthScheme;
import dev.breakwater.routing.EndpointConfig;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointRulesTest {

    @Test
    void a_list_without_priorities_and_weights_is_tried_in_its_order() {
        List<EndpointConfig> endpoints =
                endpoints("{url: https://api.openai.com/v1}, {url: https://b.example.com, key: k}, "
                        + "{url: https://c.example.com, key: k}");

        assertThat(endpoints).extracting(EndpointConfig::priority).containsExactly(1, 2, 3);
        assertThat(endpoints).extracting(EndpointConfig::weight).containsOnly(1);
    }

    @Test
    void one_weight_makes_all_of_them_share_the_first_priority() {
        List<EndpointConfig> endpoints =
                endpoints("{url: https://api.openai.com/v1, weight: 9}, {url: https://b.example.com, key: k}");

        assertThat(endpoints).extracting(EndpointConfig::priority).containsExactly(1, 1);
        assertThat(endpoints).extracting(EndpointConfig::weight).containsExactly(9, 1);
    }

    @Test
    void one_priority_makes_the_others_first() {
        List<EndpointConfig> endpoints = endpoints("{url: https://b.example.com, key: k, priority: 2}, "
                + "{url: https://api.openai.com/v1}, {url: https://c.example.com, key: k}");

        assertThat(endpoints).extracting(EndpointConfig::priority).containsExactly(2, 1, 1);
    }

    @ParameterizedTest
    @CsvSource({
        "'url: https://b.example.com, dialect: anthropic', anthropic, X_API_KEY, anthropic",
        "'url: https://api.anthropic.com, dialect: anthropic', anthropic, X_API_KEY, anthropic",
        "'url: https://b.example.com, dialect: anthropic, auth: bearer', anthropic, BEARER, anthropic",
        "'url: https://b.example.com, dialect: openai', '', BEARER, openai",
        "'url: https://b.example.com', '', BEARER, openai",
    })
    void an_endpoint_of_another_dialect_has_its_usual_auth_and_provider(
            String endpoint, String dialect, AuthScheme auth, String provider) {
        EndpointConfig read = endpoints("{key: k, " + endpoint + "}").get(0);

        assertThat(read.dialect().orElse("")).isEqualTo(dialect);
        assertThat(read.auth()).isEqualTo(auth);
        assertThat(read.provider()).isEqualTo(provider);
    }

    @Test
    void an_openai_endpoint_serves_an_upstream_of_anthropics() {
        EndpointConfig read = Reading.upstream(
                        "upstreams: {anthropic: {endpoints: [{url: https://b.example.com/v1, dialect: openai, key: k}]}}")
                .endpoints()
                .get(0);

        assertThat(read.dialect()).contains("openai");
        assertThat(read.auth()).isEqualTo(AuthScheme.BEARER);
        assertThat(read.provider()).isEqualTo("openai");
    }

    @Test
    void a_dialect_that_calls_cannot_be_translated_to_is_an_error() {
        assertThat(Reading.errors(
                        "upstreams: {openai: {endpoints: [{url: https://b.example.com, dialect: gemini, key: k}]}}"))
                .singleElement()
                .asString()
                .contains("endpoints[0].dialect", "cannot be translated from openai to gemini");
    }

    @Test
    void what_the_grammar_lets_be_translated_is_what_can_be() {
        for (Dialect from : Dialects.all()) {
            for (Dialect to : Dialects.all()) {
                boolean allowed = from != to
                        && EndpointChecks.TRANSLATED.contains(from.name())
                        && EndpointChecks.TRANSLATED.contains(to.name());
                assertThat(Translations.between(from.name(), to.name()) != null)
                        .as(from.name() + " to " + to.name())
                        .isEqualTo(allowed);
            }
        }
    }

    @Test
    void names_default_to_the_host_and_tell_ports_and_repeats_apart() {
        List<EndpointConfig> endpoints = endpoints("{url: http://h:1/a, key: k}, {url: http://h:2/a, key: k}, "
                + "{url: http://h:2/b, key: k}, {url: http://h:2/c, key: k, name: mine}");

        assertThat(endpoints).extracting(EndpointConfig::name).containsExactly("h", "h:2", "h-2", "mine");
    }

    @Test
    void a_given_name_is_not_taken_by_a_default_one() {
        List<EndpointConfig> endpoints = endpoints("{url: http://h:1/a, key: k}, {url: http://i/a, key: k, name: h}");

        assertThat(endpoints).extracting(EndpointConfig::name).containsExactly("h:1", "h");
    }

    @ParameterizedTest
    @CsvSource({
        "https://acme.openai.azure.com/openai/deployments/{model}, API_KEY, azure.ai.openai",
        "https://acme.azure-api.net/gateway, API_KEY, azure.ai.openai",
        "https://api.anthropic.com/v1, X_API_KEY, anthropic",
        "https://generativelanguage.googleapis.com/v1beta, X_GOOG_API_KEY, gcp.gemini",
        "https://generativelanguage.googleapis.com/v1beta/openai, BEARER, gcp.gemini",
        "https://api.groq.com/openai/v1, BEARER, groq",
        "https://eu.api.openai.com/v1, BEARER, openai",
        "https://gateway.example.com/v1, BEARER, openai",
        "http://127.0.0.1:11434/v1, BEARER, ollama",
    })
    void auth_and_provider_default_by_host(String url, AuthScheme auth, String provider) {
        EndpointConfig endpoint = endpoints("{url: '" + url + "', key: k}").get(0);

        assertThat(endpoint.auth()).isEqualTo(auth);
        assertThat(endpoint.provider()).isEqualTo(provider);
    }

    @Test
    void auth_of_an_unknown_host_below_a_known_name_is_the_names() {
        EndpointConfig endpoint = Reading.upstream("""
                        upstreams:
                          anthropic:
                            base-url: https://llm.example.com/anthropic
                            endpoints: [{url: https://llm.example.com/anthropic, key: k}]
                        """).endpoints().get(0);

        assertThat(endpoint.auth()).isEqualTo(AuthScheme.X_API_KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "'auth: caller', CALLER",
        "'auth: none', NONE",
        "'auth: x-api-key, key: k', X_API_KEY",
    })
    void another_origin_is_fine_with_a_key_or_an_explicit_decision(String keys, AuthScheme auth) {
        assertThat(endpoints("{url: https://b.example.com, " + keys + "}")
                        .get(0)
                        .auth())
                .isEqualTo(auth);
    }

    @ParameterizedTest
    @CsvSource({"https://api.openai.com:8443/v1", "http://api.openai.com/v1", "https://eu.api.openai.com/v1"})
    void another_port_or_scheme_or_host_is_another_origin(String url) {
        assertThat(errors("{url: '" + url + "'}")).singleElement().asString().contains("is another origin");
    }

    @Test
    void a_scheme_without_a_key_is_no_key() {
        assertThat(errors("{url: https://b.example.com, auth: bearer}"))
                .singleElement()
                .asString()
                .contains("is another origin");
    }

    @Test
    void behind_a_wildcard_or_several_base_urls_every_endpoint_needs_a_key() {
        assertThat(Reading.errors(
                        "upstreams: {azure-openai: {endpoints: [{url: https://acme.openai.azure.com/openai}]}}"))
                .singleElement()
                .asString()
                .contains(
                        "https://acme.openai.azure.com is another origin than base-url (https://*.openai.azure.com, ");
        assertThat(Reading.errors("upstreams: {x: {base-url: [https://a.example.com, https://b.example.com], "
                        + "endpoints: [{url: https://a.example.com}]}}"))
                .hasSize(1);
    }

    @Test
    void a_key_that_could_not_be_read_is_not_reported_as_missing_too() {
        assertThat(errors("{url: https://b.example.com, key: \"${env:NOT_SET}\"}"))
                .singleElement()
                .asString()
                .contains("NOT_SET");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{url: https://api.openai.com/v1, key: a, keys: [b]}|contradicts `key`",
                "{url: https://api.openai.com/v1, key: a, auth: none}|contradicts the endpoint's own key",
                "{url: https://api.openai.com/v1, key: a, auth: caller}|contradicts the endpoint's own key",
                "{url: https://api.openai.com/v1, keys: []}|is an empty list",
                "{key: a}|`url` is missing",
                "{url: https://u:p@api.openai.com/v1}|holds a user or password",
                "{url: 'https://api.openai.com/v1?key=x'}|holds a query",
                "{url: api.openai.com/v1}|is not an absolute http or https URL",
                "{url: 'https://a b'}|is not a URL",
                "{url: https://api.openai.com/v1, weight: 0}|is 0 for every endpoint",
                "{url: https://api.openai.com/v1, models: {m: null}}|is null at every endpoint",
                "{url: https://api.openai.com/v1, headers: {Authorization: x}}|is a credential's header",
                "{url: https://api.openai.com/v1, headers: {Host: x}}|is the HTTP client's own header",
                "{url: https://api.openai.com/v1, headers: {'a b': x}}|is no header name",
                "{url: https://api.openai.com/v1, name: n}, {url: https://api.openai.com/v2, name: n}|`n` is taken",
                "{url: https://api.openai.com/v1, priority: 0}|must be a whole number from 1",
                "{url: https://api.openai.com/v1, context-window: many}|must be a whole number of 1 or more",
            })
    void what_cannot_work_is_an_error(String endpoint, String error) {
        assertThat(errors(endpoint)).singleElement().asString().contains(error).doesNotContain("u:p");
    }

    @Test
    void a_drained_endpoint_is_fine_beside_one_that_works() {
        assertThat(endpoints("{url: https://api.openai.com/v1, weight: 0}, {url: https://b.example.com, key: k}"))
                .hasSize(2);
    }

    @Test
    void a_model_may_be_null_at_one_endpoint() {
        assertThat(endpoints(
                                "{url: https://api.openai.com/v1, models: {m: null}}, {url: https://b.example.com, key: k}")
                        .get(0)
                        .modelFor("m"))
                .isEmpty();
    }

    private static List<EndpointConfig> endpoints(String list) {
        return Reading.upstream(yaml(list)).endpoints();
    }

    private static List<String> errors(String list) {
        return Reading.errors(yaml(list));
    }

    private static String yaml(String list) {
        return "upstreams: {openai: {endpoints: [" + list + "]}}";
    }
}
