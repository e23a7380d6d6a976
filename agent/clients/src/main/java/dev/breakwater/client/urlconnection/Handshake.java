package dev.breakwater.client.urlconnection;

import java.io.IOException;
import java.net.HttpURLConnection;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificates the application gets to see: those of the connection that answered. If it wants to know them before it has sent
 * anything, to decide whether it will, a connection is made for that alone. Used by one thread at a time.
 */
final class Handshake {
    private final Fields own;
    private final Opening opening;
    private final Conversation conversation;
    private @Nullable HttpURLConnection probe;

    Handshake(Fields own, Opening opening, Conversation conversation) {
        this.own = own;
        this.opening = opening;
        this.conversation = conversation;
    }

    /** @throws IllegalStateException as the JDK does when nothing is connected */
    HttpsURLConnection connection() {
        Reply known = conversation.known();
        HttpURLConnection shown = known == null ? probed() : known.connection();
        if (known != null) {
            end();
        }
        if (shown instanceof HttpsURLConnection secure) {
            return secure;
        }
        throw new IllegalStateException("connection not yet open");
    }

    private @Nullable HttpURLConnection probed() {
        if (probe == null && own.connected()) {
            try {
                HttpURLConnection made = opening.original();
                conversation.settings.putOn(made, Math.max(0, own.fixedLength()));
                made.connect();
                probe = made;
            } catch (IOException unreachable) {
                return null;
            }
        }
        return probe;
    }

    void end() {
        if (probe != null) {
            probe.disconnect();
            probe = null;
        }
    }
}
