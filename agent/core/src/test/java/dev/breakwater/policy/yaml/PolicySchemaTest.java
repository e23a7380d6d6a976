package dev.breakwater.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicySchemaTest {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(PolicySchema.text());

    @Test
    void the_resource_is_made_from_the_grammar() throws Exception {
        GeneratedFile.check(
                Path.of("src/main/resources/dev/breakwater/policy/yaml/breakwater-policy.schema.json"),
                SchemaWriter.schema());
    }

    @Test
    void it_knows_every_key_that_the_reader_knows_and_no_other() throws Exception {
        JsonNode root = new ObjectMapper().readTree(PolicySchema.text());
        Set<String> inSchema = new TreeSet<>();
        collect(root, root, "", inSchema);

        assertThat(inSchema)
                .containsExactlyInAnyOrderElementsOf(GrammarWalk.byPath().keySet());
    }

    @Test
    void it_accepts_the_designs_example_of_everything() {
        assertThat(errors(Examples.everything())).isEmpty();
    }

    @Test
    void it_accepts_everything_that_is_available() {
        assertThat(errors(Examples.everythingAvailable())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "upstreams: {openai: {}}",
                "upstreams:\n  openai:\n",
                "upstreams:\n  openai:\n    retry:\n",
                "upstreams: {mine: {base-url: https://x}}",
                "upstreams: {mine: {base-url: [https://x, 'http://*.y.z:80/v1']}}",
                "upstreams: {openai: {deadline: caller}}",
                "upstreams: {openai: {deadline: 90s}}",
                "upstreams: {openai: {retry: {statuses: [408, 5xx, 529]}}}",
                "upstreams: {openai: {retry: {max-attempts: 1, budget: {ratio: 100%, min-per-second: 0.5}}}}",
                "upstreams: {openai: {endpoints: [{url: 'https://api.openai.com/{model}', models: {b: c}}]}}",
                "upstreams: {x: {base-url: http://x, endpoints: [{url: http://x, models: {a: null}}, {url: http://x/2}]}}",
                "upstreams: {openai: {endpoints: [{url: https://api.openai.com, query: {v: 2024, s: true}}]}}",
                "upstreams: {openai: {endpoints: [{url: https://api.openai.com, key: 12345}]}}",
                "upstreams: {openai: {circuit-breaker: {failure-rate-threshold: 0.5}}}",
            })
    void it_accepts_what_the_reader_accepts(String yaml) {
        assertThat(Reading.policy(yaml).upstreams()).isNotEmpty();
        assertThat(errors(yaml)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "upstreams: {}",
                "upstreams: {mine: {}}",
                "upstreams:\n  mine:\n",
                "upstreams: {'a b': {base-url: https://x}}",
                "{upstreams: {openai: {}}, extra: 1}",
                "upstreams: {openai: {base-url: ftp://x}}",
                "upstreams: {openai: {base-url: []}}",
                "upstreams: {openai: {base-url: 'https://u:p@x'}}",
                "upstreams: {openai: {mode: off}}",
                "upstreams: {openai: {deadline: 30}}",
                "upstreams: {openai: {deadline: 0s}}",
                "upstreams: {openai: {retry: {max-attempts: 0}}}",
                "upstreams: {openai: {retry: {max-attempts: '3'}}}",
                "upstreams: {openai: {retry: {max-attempts: 1.5}}}",
                "upstreams: {openai: {retry: {patience: 1 s}}}",
                "upstreams: {openai: {retry: {patience: }}}",
                "upstreams: {openai: {retry: {statuses: [401]}}}",
                "upstreams: {openai: {retry: {statuses: [4xx]}}}",
                "upstreams: {openai: {retry: {statuses: [700]}}}",
                "upstreams: {openai: {retry: {budget: {ratio: 101%}}}}",
                "upstreams: {openai: {circuit-breaker: {failure-rate-threshold: 0}}}",
                "upstreams: {openai: {circuit-breaker: {sliding-window-type: count-based}}}",
                "upstreams: {openai: {endpoints: []}}",
                "upstreams: {openai: {endpoints: [{name: a}]}}",
                "upstreams: {openai: {endpoints: [{url: https://api.openai.com, supports-prefill: 'yes'}]}}",
                "upstreams: {openai: {endpoints: [{url: https://api.openai.com, weight: -1}]}}",
                "upstreams: {openai: {max-response-size: 10MB}}",
                "upstreams: {openai: {cache: {max-size: 1MiB}}}",
            })
    void it_refuses_what_the_reader_refuses(String yaml) {
        assertThat(Reading.errors(yaml)).isNotEmpty();
        assertThat(errors(yaml)).isNotEmpty();
    }

    private static List<String> errors(String yaml) {
        return SCHEMA.validate(yaml, InputFormat.YAML).stream()
                .map(Error::toString)
                .toList();
    }

    private static void collect(JsonNode root, JsonNode schema, String path, Set<String> paths) {
        if (schema.has("$ref")) {
            collect(root, root.at(schema.get("$ref").asText().substring(1)), path, paths);
        }
        boolean namesOfTheUsers = schema.path("additionalProperties").isObject();
        if (namesOfTheUsers) {
            collect(root, schema.get("additionalProperties"), path + ".*", paths);
        } else {
            schema.path("properties").fields().forEachRemaining(property -> {
                String keyPath = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
                paths.add(keyPath);
                collect(root, property.getValue(), keyPath, paths);
            });
        }
        if (schema.has("items")) {
            collect(root, schema.get("items"), path + "[]", paths);
        }
    }
}
