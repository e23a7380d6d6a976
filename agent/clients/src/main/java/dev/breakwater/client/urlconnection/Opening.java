package dev.breakwater.client.urlconnection;

import dev.breakwater.client.Reentry;
import dev.breakwater.message.Url;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;
import java.net.URLStreamHandler;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the application has asked a connection for.
 *
 * @param url as the application has it
 * @param neutral the same in the engine's terms
 * @param proxy if the application has named one for this connection
 * @param handler the JDK's own, asked directly: the application's, if it has one, is above us
 */
record Opening(URL url, Url neutral, @Nullable Proxy proxy, URLStreamHandler handler) {

    static Url neutral(URL url) {
        return new Url(
                url.getProtocol().toLowerCase(Locale.ROOT),
                url.getHost().toLowerCase(Locale.ROOT),
                url.getPort() >= 0 ? url.getPort() : url.getDefaultPort(),
                url.getPath(),
                url.getQuery());
    }

    /** A connection of the JDK's to where the application wants to go. Nothing is sent yet. */
    HttpURLConnection original() throws IOException {
        return open(new URL(null, url.toExternalForm(), handler));
    }

    /** A connection of the JDK's to another place. */
    HttpURLConnection to(Url target) throws IOException {
        String text = target.full();
        return open(target.scheme().equals(neutral.scheme()) ? new URL(null, text, handler) : new URL(text));
    }

    private HttpURLConnection open(URL target) throws IOException {
        Reentry.arm();
        try {
            return (HttpURLConnection) (proxy == null ? target.openConnection() : target.openConnection(proxy));
        } finally {
            Reentry.disarm();
        }
    }
}
