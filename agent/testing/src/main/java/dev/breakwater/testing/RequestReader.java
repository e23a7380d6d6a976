package dev.breakwater.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads HTTP/1.1 requests off one connection: lengths, chunks and {@code Expect: 100-continue}, nothing more. */
final class RequestReader {

    private final ConnectionInput in;
    private final OutputStream out;
    private final int connectionId;

    RequestReader(ConnectionInput in, OutputStream out, int connectionId) {
        this.in = in;
        this.out = out;
        this.connectionId = connectionId;
    }

    /** The next request, or null when the client closed the connection between two requests. */
    @Nullable
    Hit next() throws IOException {
        String requestLine = in.readLine();
        if (requestLine.isEmpty()) {
            return null;
        }
        String[] parts = requestLine.split(" ", 3);
        if (parts.length < 3) {
            throw new IOException("not an HTTP request line: " + requestLine);
        }
        long arrivedNanos = System.nanoTime();
        Map<String, List<String>> headers = readHeaders();
        return new Hit(arrivedNanos, parts[0], parts[1], headers, readBody(headers), connectionId);
    }

    private Map<String, List<String>> readHeaders() throws IOException {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).trim());
        }
        return headers;
    }

    private byte[] readBody(Map<String, List<String>> headers) throws IOException {
        if (headers.containsKey("Expect")) {
            out.write(ConnectionInput.ascii("HTTP/1.1 100 Continue\r\n\r\n"));
            out.flush();
        }
        if (headers.containsKey("Transfer-Encoding")) {
            return readChunks();
        }
        List<String> length = headers.getOrDefault("Content-Length", List.of("0"));
        return in.readExactly(Integer.parseInt(length.get(0)));
    }

    private byte[] readChunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.write(in.readExactly(size));
            in.readLine();
        }
        while (!in.readLine().isEmpty()) {
            // trailers: read over
        }
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        String line = in.readLine();
        int extension = line.indexOf(';');
        try {
            return Integer.parseInt((extension < 0 ? line : line.substring(0, extension)).trim(), 16);
        } catch (NumberFormatException e) {
            throw new IOException("client closed or sent a bad chunk size: '" + line + "'", e);
        }
    }
}
