package dev.breakwater.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's JSON into maps, lists and strings. Small on purpose: this module stands on any class path, so it brings no
 * library along. Numbers are read as {@link Double}; text after the value is not looked at.
 */
final class Json {

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** The members of the object in {@code text}; empty for anything that is not a JSON object. */
    static Map<String, Object> objectIn(String text) {
        try {
            Object value = new Json(text).value();
            return value instanceof Map<?, ?> map ? cast(map) : Map.of();
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException notJson) {
            return Map.of();
        }
    }

    /** {@code text} as a JSON string with its quotes. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int n = 0; n < text.length(); n++) {
            char c = text.charAt(n);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private @Nullable Object value() {
        char first = skipSpace();
        return switch (first) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            default -> literal();
        };
    }

    private Map<String, Object> object() {
        Map<String, Object> members = new LinkedHashMap<>();
        at++;
        while (skipSpace() != '}') {
            String name = string();
            expect(':');
            Object value = value();
            if (value != null) {
                members.put(name, value);
            }
            if (skipSpace() == ',') {
                at++;
            }
        }
        at++;
        return members;
    }

    private List<Object> array() {
        List<Object> items = new ArrayList<>();
        at++;
        while (skipSpace() != ']') {
            Object value = value();
            if (value != null) {
                items.add(value);
            }
            if (skipSpace() == ',') {
                at++;
            }
        }
        at++;
        return items;
    }

    private String string() {
        expect('"');
        StringBuilder string = new StringBuilder();
        for (char c = text.charAt(at++); c != '"'; c = text.charAt(at++)) {
            string.append(c == '\\' ? escaped(text.charAt(at++)) : c);
        }
        return string.toString();
    }

    private char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> unicode();
            default -> c;
        };
    }

    private char unicode() {
        at += 4;
        return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }

    private @Nullable Object literal() {
        int start = at;
        while (at < text.length() && ",]} \r\n\t".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String literal = text.substring(start, at);
        return switch (literal) {
            case "null" -> null;
            case "true" -> true;
            case "false" -> false;
            default -> Double.valueOf(literal);
        };
    }

    private void expect(char wanted) {
        if (skipSpace() != wanted) {
            throw new IllegalArgumentException("expected " + wanted + " at " + at);
        }
        at++;
    }

    private char skipSpace() {
        while (Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return text.charAt(at);
    }

    @SuppressWarnings("unchecked") // a JSON object's names are strings, and this class made the map
    private static Map<String, Object> cast(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }
}
