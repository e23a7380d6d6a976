package dev.breakwater.policy.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Says the grammar in JSON Schema's words. */
final class SchemaWriter {
    private static final Map<String, Object> SUBSTITUTION = Map.of("$ref", "#/$defs/substitution");

    private SchemaWriter() {}

    static String schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Breakwater policy");
        schema.put("description", "What Breakwater does with an application's calls to LLM providers.");
        schema.putAll(section(PolicyKeys.SECTION));
        schema.put("$defs", definitions());
        try {
            DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
            printer.indentArraysWith(new DefaultPrettyPrinter.FixedSpaceIndenter());
            printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
            return new ObjectMapper().writer(printer).writeValueAsString(schema) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> definitions() {
        Map<String, Object> definitions = new LinkedHashMap<>();
        definitions.put("upstream", section(UpstreamKeys.SECTION));
        definitions.put("endpoint", section(EndpointKeys.SECTION));
        definitions.put("substitution", ordered(Map.of("type", "string", "pattern", "\\$\\{(env|file):")));
        return definitions;
    }

    private static Map<String, Object> shape(Shape<?> shape) {
        if (shape == UpstreamKeys.SECTION) {
            return ref("upstream");
        }
        if (shape == EndpointKeys.SECTION) {
            return ref("endpoint");
        }
        if (shape instanceof Section section) {
            return section(section);
        }
        if (shape instanceof Shape.ListOf<?> list) {
            return array(list.item());
        }
        if (shape instanceof Shape.OneOrMany<?> many) {
            return anyOf(List.of(leaf(many.item()), array(many.item())));
        }
        if (shape instanceof Shape.OrNull<?> orNull) {
            return anyOf(List.of(Map.of("type", "null"), leaf(orNull.value())));
        }
        if (shape instanceof Shape.MapOf<?> map) {
            return map.value() == UpstreamKeys.SECTION ? upstreams() : map(map);
        }
        return leaf((Shape.Leaf<?>) shape);
    }

    private static Map<String, Object> section(Section section) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Key<?> key : section.keys()) {
            properties.put(key.name(), property(key));
            if (key.required()) {
                required.add(key.name());
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", required.isEmpty() ? List.of("object", "null") : "object");
        schema.put("additionalProperties", false);
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }

    private static Map<String, Object> property(Key<?> key) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", description(key));
        schema.putAll(shape(key.shape()));
        return schema;
    }

    private static String description(Key<?> key) {
        String absent = key.whenAbsent().isEmpty() || key.required() ? "" : " Default: " + key.whenAbsent() + ".";
        List<String> allowed = NotYetAvailable.table().get(key);
        String availability = allowed == null
                ? ""
                : allowed.isEmpty() || allowed.contains("")
                        ? " Not available in this version."
                        : " In this version only: " + String.join(", ", allowed) + ".";
        return key.meaning() + absent + availability;
    }

    /** A name that is not well known needs a base URL. */
    private static Map<String, Object> upstreams() {
        Map<String, Object> known = new LinkedHashMap<>();
        WellKnownProviders.all().forEach(provider -> known.put(provider.name(), ref("upstream")));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("minProperties", 1);
        schema.put("propertyNames", Map.of("pattern", "^[A-Za-z0-9][A-Za-z0-9._-]*$"));
        schema.put("properties", known);
        Map<String, Object> other = new LinkedHashMap<>(ref("upstream"));
        other.put("type", "object");
        other.put("required", List.of("base-url"));
        schema.put("additionalProperties", other);
        return schema;
    }

    private static Map<String, Object> map(Shape.MapOf<?> map) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("additionalProperties", shape(map.value()));
        return schema;
    }

    private static Map<String, Object> array(Shape<?> item) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "array");
        schema.put("minItems", 1);
        schema.put("items", shape(item));
        return schema;
    }

    /** A substitution may stand wherever text may; types that any text fits need not say so. */
    private static Map<String, Object> leaf(Shape.Leaf<?> leaf) {
        Map<String, Object> schema = ordered(leaf.type().schema());
        return schema.get("type") instanceof List ? schema : anyOf(List.of(schema, SUBSTITUTION));
    }

    private static Map<String, Object> anyOf(List<Map<String, Object>> alternatives) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("anyOf", alternatives.stream().map(SchemaWriter::ordered).toList());
        return schema;
    }

    private static Map<String, Object> ref(String definition) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$ref", "#/$defs/" + definition);
        return schema;
    }

    /** The same order in every JVM, which a Map.of does not have. */
    private static Map<String, Object> ordered(Map<String, Object> schema) {
        Map<String, Object> ordered = new TreeMap<>();
        schema.forEach((key, value) -> ordered.put(key, orderedValue(value)));
        return ordered;
    }

    @SuppressWarnings("unchecked") // every map here is a schema
    private static Object orderedValue(Object value) {
        if (value instanceof Map<?, ?> map) {
            return ordered((Map<String, Object>) map);
        }
        return value instanceof List<?> list
                ? list.stream().map(SchemaWriter::orderedValue).toList()
                : value;
    }
}
