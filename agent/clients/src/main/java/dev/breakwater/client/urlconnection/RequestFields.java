package dev.breakwater.client.urlconnection;

import dev.breakwater.message.Headers;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The header fields that the application has set, in its order. A connection of the JDK's that is never used checks each of them
 * and answers questions for them, as it does not tell everything: credentials, for one.
 */
final class RequestFields implements Headers {
    private record Field(String name, @Nullable String value) {}

    private final List<Field> fields = new ArrayList<>();
    final HttpURLConnection unused;

    RequestFields(HttpURLConnection unused) {
        this.unused = unused;
    }

    /** Replaces the last one of that name, as the JDK does. */
    void set(String name, @Nullable String value) {
        unused.setRequestProperty(name, value);
        for (int i = fields.size() - 1; i >= 0; i--) {
            if (fields.get(i).name().equalsIgnoreCase(name)) {
                fields.set(i, new Field(name, value));
                return;
            }
        }
        fields.add(new Field(name, value));
    }

    void add(String name, @Nullable String value) {
        unused.addRequestProperty(name, value);
        fields.add(new Field(name, value));
    }

    /** Puts them on a connection, but for those dropped. */
    void copyTo(HttpURLConnection connection, List<String> dropped) {
        for (Field field : fields) {
            if (dropped.stream().noneMatch(field.name()::equalsIgnoreCase)) {
                connection.addRequestProperty(field.name(), field.value());
            }
        }
    }

    @Override
    public @Nullable String first(String name) {
        for (Field field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                return field.value();
            }
        }
        return null;
    }

    @Override
    public void forEach(BiConsumer<String, String> action) {
        for (Field field : fields) {
            action.accept(field.name(), field.value() == null ? "" : field.value());
        }
    }
}
