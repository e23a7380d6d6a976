package dev.breakwater.client.apache5;

import dev.breakwater.client.blocking.WatchedStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

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

    /** Comes with the response's own close, after which its connection is not used again. */
    @Override
    public void close() {
        content.abandon();
        try {
            super.close();
        } catch (IOException alreadyAborted) {
            // What is left does not come any more, and nobody wants it.
        }
    }
}
