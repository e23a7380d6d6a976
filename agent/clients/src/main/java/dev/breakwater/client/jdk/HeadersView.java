package dev.breakwater.client.jdk;

import dev.breakwater.message.Headers;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The JDK's headers as the engine reads them. */
record HeadersView(HttpHeaders headers) implements Headers {

    @Override
    public @Nullable String first(String name) {
        List<String> all = headers.allValues(name);
        return all.isEmpty() ? null : all.get(0);
    }

    @Override
    public void forEach(BiConsumer<String, String> action) {
        headers.map().forEach((name, values) -> {
            // HTTP/2's pseudo headers are no header fields of the message.
            if (!name.startsWith(":")) {
                values.forEach(value -> action.accept(name, value));
            }
        });
    }
}
