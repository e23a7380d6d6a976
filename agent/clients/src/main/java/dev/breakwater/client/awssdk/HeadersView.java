package dev.breakwater.client.awssdk;

import dev.breakwater.message.Headers;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The SDK's headers as the engine reads them. */
record HeadersView(Map<String, List<String>> headers) implements Headers {

    @Override
    public @Nullable String first(String name) {
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase(name) && !header.getValue().isEmpty()) {
                return header.getValue().get(0);
            }
        }
        return null;
    }

    @Override
    public void forEach(BiConsumer<String, String> action) {
        headers.forEach((name, values) -> values.forEach(value -> action.accept(name, value)));
    }
}
