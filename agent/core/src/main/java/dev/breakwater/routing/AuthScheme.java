package dev.breakwater.routing;

import dev.breakwater.message.Header;
import java.util.Locale;

/** How a key is presented to an endpoint. */
public enum AuthScheme {
    BEARER("Authorization"),
    API_KEY("api-key"),
    X_API_KEY("x-api-key"),
    X_GOOG_API_KEY("x-goog-api-key"),
    /** No credential at all. */
    NONE(""),
    /** The caller's own credential goes along, wherever the endpoint is: an explicit decision of the policy's author. */
    CALLER("");

    private final String headerName;

    AuthScheme(String headerName) {
        this.headerName = headerName;
    }

    /** The header that carries {@code key}. */
    public Header header(Secret key) {
        return new Header(headerName, this == BEARER ? "Bearer " + key.reveal() : key.reveal());
    }

    /** Whether an endpoint of this scheme sends a key of its own. */
    public boolean needsKey() {
        return this != NONE && this != CALLER;
    }

    /** The name in the policy file, for example {@code x-api-key}. */
    public String policyName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
