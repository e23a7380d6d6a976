package dev.breakwater.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** The faults of whole bodies and their headers: compressed, mislabelled, not the provider's at all. */
final class BodyFaults {

    private static final int MISSING_BYTES = 100;

    private BodyFaults() {}

    static Fault gzipError() {
        return new Fault("gzip'd 503", exchange -> {
            Complaint complaint = Complaint.of(Problem.UNAVAILABLE, "server_is_overloaded");
            Map<String, String> headers = exchange.headers("application/json");
            headers.put("Content-Encoding", "gzip");
            return Reply.of(503, headers, gzip(exchange.format().errorBody(complaint)));
        });
    }

    static Fault wrongContentLength() {
        return new Fault("wrong Content-Length", exchange -> {
            byte[] body = exchange.body();
            String contentType = exchange.hit().streamed() ? "text/event-stream" : "application/json";
            List<Step> steps = List.of(new Step.Write(body), new Step.HangUp());
            return Reply.sized(200, exchange.headers(contentType), body.length + MISSING_BYTES, steps);
        });
    }

    static Fault htmlError() {
        return new Fault(
                "HTML error page",
                exchange -> Reply.of(502, Map.of("Content-Type", "text/html", "Server", "cdn"), """
                        <html><head><title>502 Bad Gateway</title></head>
                        <body><center><h1>502 Bad Gateway</h1></center><hr><center>cdn</center></body></html>
                        """));
    }

    static Fault hangUpAfterAnswer() {
        return new Fault("hangs up after the answer", exchange -> {
            byte[] body = exchange.body();
            String contentType = exchange.hit().streamed() ? "text/event-stream" : "application/json";
            List<Step> steps = new ArrayList<>(List.of(new Step.Write(body), new Step.HangUp()));
            return Reply.sized(200, exchange.headers(contentType), body.length, steps);
        });
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("in memory, cannot happen", e);
        }
        return compressed.toByteArray();
    }
}
