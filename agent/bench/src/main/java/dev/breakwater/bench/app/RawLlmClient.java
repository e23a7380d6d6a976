package dev.breakwater.bench.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** A socket that writes a request and reads the number of bytes that it knows will come: the floor under every client. */
final class RawLlmClient implements LlmClient {
    private static final int PLAIN_LENGTH = Answers.plain().length;
    private static final int STREAM_LENGTH =
            Answers.stream().stream().mapToInt(write -> write.length).sum();

    private final ThreadLocal<Socket> socket;
    private final byte[] plainRequest;
    private final byte[] streamRequest;

    RawLlmClient(String baseUrl) {
        int port = URI.create(baseUrl).getPort();
        socket = ThreadLocal.withInitial(() -> connect(port));
        plainRequest = request(REQUEST.formatted(""));
        streamRequest = request(REQUEST.formatted(STREAMED));
    }

    private static Socket connect(int port) {
        try {
            Socket connected = new Socket("127.0.0.1", port);
            connected.setTcpNoDelay(true);
            return connected;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] request(String body) {
        return ("POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: " + body.length() + "\r\n\r\n"
                        + body)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public byte[] plain() throws IOException {
        socket.get().getOutputStream().write(plainRequest);
        return socket.get().getInputStream().readNBytes(PLAIN_LENGTH);
    }

    @Override
    public void stream(String asked, Consumer<String> line) throws IOException {
        socket.get().getOutputStream().write(streamRequest);
        InputStream in = socket.get().getInputStream();
        byte[] buffer = new byte[8192];
        int seen = 0;
        while (seen < STREAM_LENGTH) {
            int read = in.read(buffer);
            seen += read;
            line.accept(new String(Arrays.copyOf(buffer, read), StandardCharsets.ISO_8859_1));
        }
    }
}
