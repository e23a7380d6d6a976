package com.example.okhttp;

import dev.breakwater.client.contract.Ask;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.Okio;

/** Request bodies of every kind. */
final class Bodies {
    private Bodies() {}

    static RequestBody of(Ask ask) {
        String type = ask.headers().get("Content-Type");
        MediaType contentType = type == null ? null : MediaType.parse(type);
        return switch (ask.kind()) {
            case NONE -> null;
            case BYTES -> RequestBody.create(contentType, ask.content());
            case STRING -> RequestBody.create(contentType, new String(ask.content(), StandardCharsets.UTF_8));
            case ONE_SHOT -> new OneShot(contentType, ask.content().length, new ByteArrayInputStream(ask.content()));
            case ONE_SHOT_CHUNKED -> new OneShot(contentType, -1, new ByteArrayInputStream(ask.content()));
        };
    }

    /** A stream, which is empty once it was read. */
    private static final class OneShot extends RequestBody {
        private final MediaType contentType;
        private final long length;
        private final InputStream stream;

        OneShot(MediaType contentType, long length, InputStream stream) {
            this.contentType = contentType;
            this.length = length;
            this.stream = stream;
        }

        @Override
        public MediaType contentType() {
            return contentType;
        }

        @Override
        public long contentLength() {
            return length;
        }

        /** Overrides from 3.14 on. */
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.writeAll(Okio.source(stream));
        }
    }
}
