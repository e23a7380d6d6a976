package dev.breakwater.client.okhttp;

import dev.breakwater.message.Headers;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** OkHttp's headers, seen by the engine. */
record HeadersView(okhttp3.Headers headers) implements Headers {
    /** By hand: OkHttp's own look-up gives the last of several. */
    @Override
    public @Nullable String first(String name) {
        for (int i = 0; i < headers.size(); i++) {
            if (headers.name(i).equalsIgnoreCase(name)) {
                return headers.value(i);
            }
        }
        return null;
    }

    @Override
    public void forEach(BiConsumer<String, String> action) {
        for (int i = 0; i < headers.size(); i++) {
            action.accept(headers.name(i), headers.value(i));
        }
    }
}
