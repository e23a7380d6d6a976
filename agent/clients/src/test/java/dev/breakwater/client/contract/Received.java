package dev.breakwater.client.contract;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer as the application sees it.
 *
 * @param headers names without regard to case
 * @param requestUrl the URL of the response's own request
 * @param requestHeaders the headers of the response's own request: no key of the agent's may be seen in there
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Received(
        int status,
        Map<String, List<String>> headers,
        byte[] body,
        String requestUrl,
        Map<String, List<String>> requestHeaders) {

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The header's first value, or null. */
    public @Nullable String header(String name) {
        for (Map.Entry<String, List<String>> entry : headers.entrySet()) {
            if (entry.getKey().equalsIgnoreCase(name)) {
                return entry.getValue().get(0);
            }
        }
        return null;
    }
}
