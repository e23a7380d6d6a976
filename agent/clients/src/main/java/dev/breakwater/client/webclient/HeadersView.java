package dev.breakwater.client.webclient;

import dev.breakwater.message.Headers;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Spring's headers as the engine reads them. */
record HeadersView(HttpHeaders headers) implements Headers {

    @Override
    public @Nullable String first(String name) {
        return headers.getFirst(name);
    }

    @Override
    public void forEach(BiConsumer<String, String> action) {
        headers.forEach((name, values) -> values.forEach(value -> action.accept(name, value)));
    }
}
