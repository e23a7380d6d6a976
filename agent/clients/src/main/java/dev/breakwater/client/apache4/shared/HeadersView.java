package dev.breakwater.client.apache4.shared;

import dev.breakwater.message.Headers;
import java.util.function.BiConsumer;
import org.apache.http.Header;
import org.apache.http.HttpMessage;
import org.jspecify.annotations.Nullable;

/** A message's headers, seen by the engine. */
public record HeadersView(HttpMessage message) implements Headers {
    @Override
    public @Nullable String first(String name) {
        Header header = message.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    @Override
    public void forEach(BiConsumer<String, String> action) {
        for (Header header : message.getAllHeaders()) {
            action.accept(header.getName(), header.getValue() == null ? "" : header.getValue());
        }
    }
}
