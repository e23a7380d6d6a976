package dev.breakwater.client.apache4;

import dev.breakwater.client.blocking.WatchedStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.http.HttpEntity;
import org.apache.http.entity.HttpEntityWrapper;

/** The application's response body, its bytes seen by the gate as they are read. */
final class WatchedEntity extends HttpEntityWrapper {
    private final WatchedStream content;

    WatchedEntity(HttpEntity entity, WatchedStream content) {
        super(entity);
        this.content = content;
    }

    @Override
    public InputStream getContent() {
        return content;
    }

    @Override
    public long getContentLength() {
        return content.rewritten() ? -1 : super.getContentLength();
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (InputStream closed = content) {
            closed.transferTo(out);
        }
    }
}
