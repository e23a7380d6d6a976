package dev.breakwater.client.apache5.shared;

import dev.breakwater.message.Headers;
import java.util.Iterator;
import java.util.function.BiConsumer;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.MessageHeaders;
import org.jspecify.annotations.Nullable;

/** A message's headers, seen by the engine. */
public record HeadersView(MessageHeaders message) implements Headers {
    @Override
    public @Nullable String first(String name) {
        Header header = message.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    @Override
    public void forEach(BiConsumer<String, String> action) {
        for (Iterator<Header> headers = message.headerIterator(); headers.hasNext(); ) {
            Header header = headers.next();
            action.accept(header.getName(), header.getValue() == null ? "" : header.getValue());
        }
    }
}
