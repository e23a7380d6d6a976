package dev.breakwater.bench.app;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The bytes that the provider answers with, made once: whatever it does at a call is a write. */
final class Answers {
    static final int EVENTS = 32;
    private static final String HEAD = "HTTP/1.1 200 OK\r\ncontent-type: %s\r\nx-request-id: req_bench\r\n";

    private Answers() {}

    /** A whole answer of about one kilobyte. */
    static byte[] plain() {
        String content = "Waves break where the water is too shallow for them. ".repeat(12);
        String body =
                "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1700000000,\"model\":\"gpt-4.1\","
                        + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"" + content
                        + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":144,"
                        + "\"total_tokens\":156}}";
        return utf8(HEAD.formatted("application/json") + "content-length: " + body.length() + "\r\n\r\n" + body);
    }

    /** A streamed answer, one write for each of its events. */
    static List<byte[]> stream() {
        List<byte[]> writes = new ArrayList<>();
        writes.add(joined(
                utf8(HEAD.formatted("text/event-stream") + "transfer-encoding: chunked\r\n\r\n"),
                chunk(event("{\"role\":\"assistant\",\"content\":\"\"}", "null"))));
        for (int i = 0; i < EVENTS; i++) {
            writes.add(chunk(event("{\"content\":\" wave " + i + "\"}", "null")));
        }
        writes.add(chunk(event("{}", "\"stop\"")));
        writes.add(
                chunk(
                        "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"model\":\"gpt-4.1\","
                                + "\"choices\":[],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":144,\"total_tokens\":156}}\n\n"));
        writes.add(joined(chunk("data: [DONE]\n\n"), utf8("0\r\n\r\n")));
        return writes;
    }

    private static String event(String delta, String finish) {
        return "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,"
                + "\"model\":\"gpt-4.1\",\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finish
                + "}]}\n\n";
    }

    private static byte[] chunk(String text) {
        return utf8(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
