package dev.breakwater.message;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A view of a message's header fields over the client's own type: nothing is copied, nothing is held back.
 * As thread-safe as the message beneath it; valid as long as that message.
 */
public interface Headers {
    /** No fields at all. */
    Headers NONE = of(List.of());

    /** The first field of that name, without regard to case, or null. */
    @Nullable
    String first(String name);

    /** Every field in order, repeated names repeated. */
    void forEach(BiConsumer<String, String> action);

    /** A view of a list of fields. */
    static Headers of(List<Header> fields) {
        return new ListHeaders(List.copyOf(fields));
    }
}
