package dev.breakwater.client.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.client.contract.PolicyOfTest;
import dev.breakwater.policy.StreamRecovery;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.Flow.Subscription;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The client gives a subscriber all chunks that one read has brought: the first token, and what came along with it. */
class FirstTokenTest {
    private static final String ROLE = event("{\"role\":\"assistant\",\"content\":\"\"}", "null");
    private static final String ONE = event("{\"content\":\"one \"}", "null");
    private static final String TWO = event("{\"content\":\"two\"}", "null");
    private static final String STOP = event("{}", "\"stop\"") + "data: [DONE]\n\n";
    private static final String ERROR =
            "data: {\"error\":{\"message\":\"overloaded\",\"type\":\"server_error\",\"code\":\"server_error\"}}\n\n";

    @Test
    void what_came_along_with_the_first_token_does_not_keep_it_waiting() throws Exception {
        try (OneWrite provider = new OneWrite(ROLE, ONE, TWO, STOP)) {
            GovernedWorld world = new GovernedWorld(provider.baseUrl());

            List<String> items = items(world);

            assertThat(items.get(0)).isEqualTo(ROLE + ONE);
            assertThat(String.join("", items)).isEqualTo(ROLE + ONE + TWO + STOP);
        }
    }

    @Test
    void an_error_that_came_along_with_the_first_token_is_made_good() throws Exception {
        try (OneWrite provider = new OneWrite(ROLE, ONE, ERROR, STOP)) {
            // It is asked to go on behind "one ".
            provider.andThen(ROLE, TWO, STOP);
            GovernedWorld world = new GovernedWorld(provider.baseUrl());
            world.engine()
                    .apply(PolicyOfTest.of(provider.baseUrl())
                            .recovery(StreamRecovery.CONTINUE)
                            .build());

            String all = String.join("", items(world));

            assertThat(all).containsOnlyOnce("one ").containsOnlyOnce("two").endsWith("data: [DONE]\n\n");
            assertThat(all).doesNotContain("error");
        }
    }

    private static List<String> items(GovernedWorld world) throws Exception {
        Recorder recorder = new Recorder();
        world.client().send(world.streamedChat(), BodyHandlers.fromSubscriber(recorder));
        return recorder.items;
    }

    private static String event(String delta, String finish) {
        return "data: {\"id\":\"c-1\",\"object\":\"chat.completion.chunk\",\"model\":\"m-1\",\"choices\":[{\"index\":0,\"delta\":"
                + delta + ",\"finish_reason\":" + finish + "}]}\n\n";
    }

    /** Answers one request a connection, with all chunks of an answer in a single write. */
    private static final class OneWrite implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 8, InetAddress.getByName("127.0.0.1"));
        private final Queue<byte[]> answers = new ConcurrentLinkedQueue<>();

        OneWrite(String... chunks) throws IOException {
            andThen(chunks);
            Thread thread = new Thread(this::serve, "one-write");
            thread.setDaemon(true);
            thread.start();
        }

        final void andThen(String... chunks) {
            StringBuilder text = new StringBuilder(
                    "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n");
            for (String chunk : chunks) {
                text.append(Integer.toHexString(chunk.length()))
                        .append("\r\n")
                        .append(chunk)
                        .append("\r\n");
            }
            answers.add(text.append("0\r\n\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        }

        String baseUrl() {
            return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
        }

        private void serve() {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    byte[] request = new byte[64 << 10];
                    StringBuilder seen = new StringBuilder();
                    // The request's JSON is the only thing in it that ends with a brace.
                    while (!seen.toString().endsWith("}")) {
                        seen.append(new String(
                                request, 0, socket.getInputStream().read(request), StandardCharsets.ISO_8859_1));
                    }
                    socket.getOutputStream().write(answers.remove());
                } catch (IOException closed) {
                    // The next one, unless it was the server.
                }
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    private static final class Recorder implements Flow.Subscriber<List<ByteBuffer>> {
        final List<String> items = new CopyOnWriteArrayList<>();

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            items.add(buffers.stream()
                    .map(StandardCharsets.UTF_8::decode)
                    .map(Object::toString)
                    .collect(Collectors.joining()));
        }

        @Override
        public void onError(Throwable error) {
            items.add("failed: " + error);
        }

        @Override
        public void onComplete() {}
    }
}
