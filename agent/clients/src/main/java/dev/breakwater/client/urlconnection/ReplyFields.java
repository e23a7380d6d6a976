package dev.breakwater.client.urlconnection;

import dev.breakwater.message.Header;
import dev.breakwater.message.Headers;
import dev.breakwater.message.Response;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** An answer's header fields by number, the status line first: it has no name. Immutable. */
final class ReplyFields implements Headers {
    private record Field(@Nullable String name, String value) {}

    private final List<Field> fields;

    private ReplyFields(List<Field> fields) {
        this.fields = fields;
    }

    static ReplyFields of(URLConnection connection) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; ; i++) {
            String value = connection.getHeaderField(i);
            if (value == null) {
                return new ReplyFields(fields);
            }
            fields.add(new Field(connection.getHeaderFieldKey(i), value));
        }
    }

    static ReplyFields of(Response response) {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field(null, ("HTTP/1.1 " + response.status() + " " + reason(response.status())).trim()));
        return new ReplyFields(fields).with(response.headers());
    }

    ReplyFields with(List<Header> added) {
        List<Field> more = new ArrayList<>(fields);
        for (Header header : added) {
            more.add(new Field(header.name(), header.value()));
        }
        return new ReplyFields(more);
    }

    ReplyFields without(List<String> names) {
        List<Field> fewer = new ArrayList<>(fields);
        fewer.removeIf(field -> field.name() != null && names.stream().anyMatch(field.name()::equalsIgnoreCase));
        return new ReplyFields(fewer);
    }

    /** The same fields in one map, as the JDK gives it, and more. */
    static Map<String, List<String>> with(Map<String, List<String>> map, List<Header> added) {
        Map<String, List<String>> more = new LinkedHashMap<>(map);
        for (Header header : added) {
            more.put(header.name(), List.of(header.value()));
        }
        return Collections.unmodifiableMap(more);
    }

    Map<String, List<String>> map() {
        Map<String, List<String>> map = new LinkedHashMap<>();
        for (Field field : fields) {
            map.computeIfAbsent(field.name(), name -> new ArrayList<>()).add(field.value());
        }
        return Collections.unmodifiableMap(map);
    }

    @Nullable
    String value(int number) {
        return number >= 0 && number < fields.size() ? fields.get(number).value() : null;
    }

    @Nullable
    String name(int number) {
        return number >= 0 && number < fields.size() ? fields.get(number).name() : null;
    }

    /** The JDK gives the last one of that name; and the status line for none. */
    @Nullable
    String last(@Nullable String name) {
        for (int i = fields.size() - 1; i >= 0; i--) {
            if (same(fields.get(i).name(), name)) {
                return fields.get(i).value();
            }
        }
        return null;
    }

    @Override
    public @Nullable String first(String name) {
        for (Field field : fields) {
            if (same(field.name(), name)) {
                return field.value();
            }
        }
        return null;
    }

    @Override
    public void forEach(BiConsumer<String, String> action) {
        for (Field field : fields) {
            if (field.name() != null) {
                action.accept(field.name(), field.value());
            }
        }
    }

    private static boolean same(@Nullable String one, @Nullable String other) {
        return one == null ? other == null : one.equalsIgnoreCase(Objects.requireNonNullElse(other, ""));
    }

    private static String reason(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            default -> "";
        };
    }
}
