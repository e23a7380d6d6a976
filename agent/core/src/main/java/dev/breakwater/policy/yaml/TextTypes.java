package dev.breakwater.policy.yaml;

import dev.breakwater.policy.HostPattern;
import dev.breakwater.routing.EndpointUrl;
import dev.breakwater.routing.Secret;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The types of values that are text: names, header values, URLs and secrets. */
final class TextTypes {
    private static final Set<Node.Kind> ANY = EnumSet.of(Node.Kind.TEXT, Node.Kind.NUMBER, Node.Kind.BOOLEAN);
    private static final String URL_SCHEMA = "https?://[^\\s?#@]+";

    /** Not empty; {@code 2024} and {@code true} are text here, as a user means them. */
    static final ValueType<String> TEXT = new ValueType<>(
            "text",
            "text that is not empty",
            ANY,
            false,
            Map.of("type", List.of("string", "number", "boolean"), "minLength", 1),
            scalar -> scalar.text().isEmpty() ? null : scalar.text());

    /** May be empty, and may hold a password, so that no error shows it. */
    static final ValueType<String> OPTIONAL_SECRET_TEXT = new ValueType<>(
            "text", "text", ANY, true, Map.of("type", List.of("string", "number", "boolean")), Node.Scalar::text);

    /** A header's or a query parameter's value: it may hold a credential, so that no error shows it. */
    static final ValueType<String> FIELD_VALUE = new ValueType<>(
            "text without line breaks",
            "one line of text",
            ANY,
            true,
            Map.of("type", List.of("string", "number", "boolean")),
            scalar -> sendable(scalar.text()) ? scalar.text() : null);

    /** A credential. */
    static final ValueType<Secret> SECRET = new ValueType<>(
            "a key",
            "${env:NAME} or ${file:/path}",
            ANY,
            true,
            Map.of("type", List.of("string", "number"), "minLength", 1),
            TextTypes::secret);

    /** A URL that may hold a credential of its own, such as a webhook's. */
    static final ValueType<String> SECRET_URL = new ValueType<>(
            "an http or https URL",
            "${env:NAME} or https://host/path",
            ANY,
            true,
            ValueTypes.pattern("https?://\\S+"),
            scalar -> scalar.text().matches("https?://\\S+") ? scalar.text() : null);

    static final ValueType<EndpointUrl> ENDPOINT_URL = new ValueType<>(
            "an http or https URL",
            "https://host/path, with {model} where the path names the model",
            ANY,
            true,
            ValueTypes.pattern(URL_SCHEMA),
            scalar -> EndpointUrl.parse(checked(scalar.text())));

    static final ValueType<HostPattern> BASE_URL = new ValueType<>(
            "an http or https URL",
            "https://host/path or https://*.example.com/path",
            ANY,
            true,
            ValueTypes.pattern(URL_SCHEMA),
            scalar -> HostPattern.parse(checked(scalar.text())));

    private TextTypes() {}

    /** The parsers' own messages would quote the URL, which may hold a password or a key. */
    private static String checked(String text) {
        if (text.indexOf('@') >= 0) {
            throw new IllegalArgumentException("holds a user or password; a credential belongs under `key:`");
        }
        if (text.indexOf('?') >= 0) {
            throw new IllegalArgumentException("holds a query; parameters belong under an endpoint's `query:`");
        }
        if (text.indexOf('#') >= 0) {
            throw new IllegalArgumentException("holds a fragment, which is never sent");
        }
        // The whole host is braces for java.net.URI once {model} stands in it; everything else it checks.
        String plain = text.replace("{model}", "model").replaceFirst("://\\*\\.", "://");
        try {
            java.net.URI uri = new java.net.URI(plain);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (http && uri.getHost() != null) {
                return text;
            }
        } catch (java.net.URISyntaxException e) {
            throw new IllegalArgumentException("is not a URL: " + e.getReason() + " at index " + e.getIndex(), e);
        }
        throw new IllegalArgumentException("is not an absolute http or https URL");
    }

    private static Secret secret(Node.Scalar scalar) {
        if (scalar.text().isBlank()) {
            throw new IllegalArgumentException("is empty" + from(scalar));
        }
        if (!sendable(scalar.text()) || !scalar.text().equals(scalar.text().strip())) {
            throw new IllegalArgumentException(
                    "holds a line break, a space at an end or another character that no header may carry"
                            + from(scalar));
        }
        String label = scalar.sources().isEmpty() ? "line " + scalar.at().line() : String.join("+", scalar.sources());
        return new Secret(label, scalar.text());
    }

    private static String from(Node.Scalar scalar) {
        return scalar.sources().isEmpty() ? "" : " (from " + String.join(" and ", scalar.sources()) + ")";
    }

    /** Printable ASCII: what every HTTP client accepts in a header. */
    private static boolean sendable(String text) {
        return text.chars().allMatch(c -> c >= 0x20 && c <= 0x7e);
    }
}
