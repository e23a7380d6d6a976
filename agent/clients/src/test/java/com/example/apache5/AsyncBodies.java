package com.example.apache5;

import dev.breakwater.client.contract.Ask;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.Executor;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.entity.StringAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.classic.AbstractClassicEntityProducer;
import org.apache.hc.core5.util.VersionInfo;

/** The ways in which an application hands its body to the asynchronous client. */
final class AsyncBodies {
    private AsyncBodies() {}

    static AsyncEntityProducer of(Ask ask, Executor threads) {
        ContentType type = ContentType.APPLICATION_JSON;
        return switch (ask.kind()) {
            case NONE -> null;
            case BYTES -> new BasicAsyncEntityProducer(ask.content(), type);
            case STRING -> new StringAsyncEntityProducer(new String(ask.content(), StandardCharsets.UTF_8), type);
            case ONE_SHOT -> new Once(ask.content(), ask.content().length);
            case ONE_SHOT_CHUNKED ->
                losesWakeUps() ? new Once(ask.content(), -1) : written(ask.content(), type, threads);
        };
    }

    /**
     * Whether a body that another thread writes hangs now and then by itself: it does in HttpCore 5.0 (its pull request 224 is the cure), with
     * the agent or without.
     */
    private static boolean losesWakeUps() {
        VersionInfo core = VersionInfo.loadVersionInfo("org.apache.hc.core5", AsyncBodies.class.getClassLoader());
        return core == null || core.getRelease().equals("5.0");
    }

    /** Written by another thread, which says when there is something. */
    static AsyncEntityProducer written(byte[] content, ContentType type, Executor threads) {
        return new AbstractClassicEntityProducer(8192, type, threads) {
            @Override
            protected void produceData(ContentType contentType, OutputStream out) throws IOException {
                out.write(content);
                out.close();
            }
        };
    }

    private static final class Once implements AsyncEntityProducer {
        private final ByteBuffer content;
        private final long declaredLength;
        private boolean ended;

        /** @param declaredLength -1: none, it is sent in chunks */
        Once(byte[] content, long declaredLength) {
            this.content = ByteBuffer.wrap(content);
            this.declaredLength = declaredLength;
        }

        @Override
        public boolean isRepeatable() {
            return false;
        }

        @Override
        public void failed(Exception cause) {}

        @Override
        public int available() {
            return content.remaining();
        }

        @Override
        public void produce(DataStreamChannel channel) throws IOException {
            if (ended) {
                throw new IOException("a one-shot body was read twice");
            }
            channel.write(content);
            if (!content.hasRemaining()) {
                ended = true;
                channel.endStream();
            }
        }

        @Override
        public void releaseResources() {}

        @Override
        public long getContentLength() {
            return declaredLength;
        }

        @Override
        public String getContentType() {
            return ContentType.APPLICATION_JSON.toString();
        }

        @Override
        public String getContentEncoding() {
            return null;
        }

        @Override
        public boolean isChunked() {
            return declaredLength < 0;
        }

        @Override
        public Set<String> getTrailerNames() {
            return null;
        }
    }
}
