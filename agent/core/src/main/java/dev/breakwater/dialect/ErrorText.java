package dev.breakwater.dialect;

import dev.breakwater.message.Headers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** Gets at the text of an error's body. */
final class ErrorText {
    /** As much as anybody looks at; a small compressed body may hide gigabytes. */
    private static final int MAX_INFLATED = 64 << 10;

    private ErrorText() {}

    /** The body without compression, as far as it can be undone. */
    static byte[] plain(Headers headers, byte[] body) {
        boolean magic = body.length > 2 && body[0] == 0x1f && body[1] == (byte) 0x8b;
        return magic ? inflate(body) : body;
    }

    /**
     * Where the JSON begins: at the start, or in the data of an event, since some answer a streamed request with an error in a
     * stream.
     *
     * @return -1 when it is not JSON
     */
    static int jsonStart(byte[] text) {
        int start = firstVisible(text);
        if (start < text.length && (text[start] == '{' || text[start] == '[')) {
            return start;
        }
        boolean event = startsWith(text, start, "data:") || startsWith(text, start, "event:");
        return event ? indexOf(text, (byte) '{', start) : -1;
    }

    /** The first characters of something that is not JSON; nothing of a page of HTML, whose words are not the provider's. */
    static String excerpt(byte[] text, int max) {
        int start = firstVisible(text);
        if (start == text.length || text[start] == '<') {
            return "";
        }
        return new String(text, start, Math.min(max, text.length - start), StandardCharsets.UTF_8);
    }

    private static byte[] inflate(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] chunk = new byte[4096];
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            int read = in.read(chunk);
            while (read > 0 && out.size() < MAX_INFLATED) {
                out.write(chunk, 0, read);
                read = in.read(chunk);
            }
        } catch (IOException e) {
            // A body cut in the middle still says what it says up to there.
        }
        return out.toByteArray();
    }

    private static int firstVisible(byte[] text) {
        int at = startsWith(text, 0, "\u00ef\u00bb\u00bf") ? 3 : 0;
        while (at < text.length && text[at] <= ' ' && text[at] >= 0) {
            at++;
        }
        return at;
    }

    private static boolean startsWith(byte[] text, int start, String latin) {
        if (text.length - start < latin.length()) {
            return false;
        }
        for (int i = 0; i < latin.length(); i++) {
            if ((text[start + i] & 0xff) != latin.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int indexOf(byte[] text, byte wanted, int start) {
        for (int i = start; i < text.length; i++) {
            if (text[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
