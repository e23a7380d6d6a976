package dev.breakwater.client.okhttp;

import okhttp3.MediaType;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** The application's response body, its bytes seen by the gate as they are read. */
final class WatchedBody extends ResponseBody {
    private final ResponseBody body;
    private final long contentLength;
    private final BufferedSource source;

    /** @param contentLength -1 when it is not known */
    WatchedBody(ResponseBody body, long contentLength, WatchedSource source) {
        this.body = body;
        this.contentLength = contentLength;
        this.source = Okio.buffer(source);
    }

    @Override
    public @Nullable MediaType contentType() {
        return body.contentType();
    }

    @Override
    public long contentLength() {
        return contentLength;
    }

    @Override
    public BufferedSource source() {
        return source;
    }
}
