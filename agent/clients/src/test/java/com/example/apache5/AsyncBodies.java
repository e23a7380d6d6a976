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

/** The ways in which an application hands its body to the asynchronous client. */
final class AsyncBodies {
    private AsyncBodies() {}

    static AsyncEntityProducer of(Ask ask, Executor threads) {
        ContentType type = ContentType.APPLICATION_JSON;
        return switch (ask.kind()) {
            case NONE -> null;
            case BYTES -> new BasicAsyncEntityProducer(ask.content(), type);
            case STRING -> new StringAsyncEntityProducer(new String(ask.content(), StandardCharsets.UTF_8), type);
            case ONE_SHOT -> new Once(ask.content());
            case ONE_SHOT_CHUNKED -> written(ask.content(), type, threads);
        };
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
        private boolean ended;

        Once(byte[] content) {
            this.content = ByteBuffer.wrap(content);
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
            return content.capacity();
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
            return false;
        }

        @Override
        public Set<String> getTrailerNames() {
            return null;
        }
    }
}
