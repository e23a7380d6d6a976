package dev.breakwater.client.apache5.async;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A producer speaks to whoever listened last: the hand-over from the agent to the client must lose nothing of that. */
class BodyReadingTest {
    private final Scripted producer = new Scripted();
    private final Listener wire = new Listener();

    @Test
    void the_end_of_a_large_body_is_heard_before_the_client_listens() throws Exception {
        byte[] body = new byte[RequestBody.MAX_BYTES + 1];
        RequestBody read = readUntilFull(body);

        producer.listener().endStream();
        send(read);

        assertThat(wire.bytes.size()).isEqualTo(body.length);
        assertThat(wire.ends).isEqualTo(1);
        assertThat(producer.listeners).doesNotContain(wire);
    }

    @Test
    void the_end_of_a_large_body_is_heard_while_the_client_begins_to_listen() throws Exception {
        RequestBody read = readUntilFull(new byte[RequestBody.MAX_BYTES + 1]);
        DataStreamChannel former = producer.listener();

        producer.onProduce = former::endStream;
        send(read);

        assertThat(wire.ends).isEqualTo(1);
    }

    @Test
    void what_follows_the_beginning_of_a_large_body_goes_to_the_client() throws Exception {
        RequestBody read = readUntilFull(new byte[RequestBody.MAX_BYTES + 1]);

        producer.onProduce = () -> {
            producer.listener().write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            producer.listener().endStream();
        };
        send(read);

        assertThat(wire.bytes.size()).isEqualTo(RequestBody.MAX_BYTES + 4);
        assertThat(wire.ends).isEqualTo(1);
    }

    @Test
    void a_late_word_to_the_reader_does_not_take_the_producer_back() throws Exception {
        RequestBody read = readUntilFull(new byte[RequestBody.MAX_BYTES + 1]);
        BodyReading former = (BodyReading) producer.listener();
        send(read);

        former.requestOutput();
        producer.inMemory = true;
        former.start();

        assertThat(producer.listener()).isSameAs(wire);
    }

    private RequestBody readUntilFull(byte[] body) throws Exception {
        producer.onProduce = () -> producer.listener().write(ByteBuffer.wrap(body));
        CapturedRequest request = CapturedRequest.of(
                new BasicRequestProducer(new BasicHttpRequest("POST", "/v1/chat/completions"), producer),
                HttpCoreContext.create());
        RequestBody read = new BodyReading(request).start().get(10, SECONDS);
        producer.onProduce = () -> {};
        return read;
    }

    private void send(RequestBody body) throws IOException {
        Objects.requireNonNull(body.producer(null)).produce(wire);
    }

    /** One step of the producer's. */
    private interface Step {
        void run() throws IOException;
    }

    /** Says what the test wants it to. */
    private static final class Scripted implements AsyncEntityProducer {
        final List<DataStreamChannel> listeners = new ArrayList<>();
        Step onProduce = () -> {};
        /** Then it is read on the thread that asks. */
        boolean inMemory;

        DataStreamChannel listener() {
            return listeners.get(listeners.size() - 1);
        }

        @Override
        public void produce(DataStreamChannel channel) throws IOException {
            listeners.add(channel);
            onProduce.run();
        }

        @Override
        public boolean isRepeatable() {
            return inMemory;
        }

        @Override
        public int available() {
            return 0;
        }

        @Override
        public void failed(Exception cause) {}

        @Override
        public void releaseResources() {}

        @Override
        public long getContentLength() {
            return -1;
        }

        @Override
        public String getContentType() {
            return "application/json";
        }

        @Override
        public @Nullable String getContentEncoding() {
            return null;
        }

        @Override
        public boolean isChunked() {
            return true;
        }

        @Override
        public Set<String> getTrailerNames() {
            return Set.of();
        }
    }

    /** The connection. */
    private static final class Listener implements DataStreamChannel {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int ends;

        @Override
        public void requestOutput() {}

        @Override
        public int write(ByteBuffer source) {
            int length = source.remaining();
            byte[] chunk = new byte[length];
            source.get(chunk);
            bytes.writeBytes(chunk);
            return length;
        }

        @Override
        public void endStream() {
            ends++;
        }

        @Override
        public void endStream(@Nullable List<? extends Header> trailers) {
            ends++;
        }
    }
}
