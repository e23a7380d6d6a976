package dev.breakwater.client.urlconnection;

import dev.breakwater.message.Header;
import dev.breakwater.message.Response;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.URL;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer as a connection of the JDK's gives it.
 *
 * @param connection which one; null if it came over no wire
 * @param map the fields as the JDK gives them all together
 * @param content null for none
 * @param thrown what asking for the input stream throws, as the JDK does for an error status; null for nothing
 */
record Reply(
        @Nullable HttpURLConnection connection,
        int status,
        ReplyFields fields,
        Map<String, List<String>> map,
        @Nullable InputStream content,
        @Nullable IOException thrown) {

    /**
     * Waits for the head of the answer.
     *
     * @throws IOException if none comes
     */
    static Reply of(HttpURLConnection connection) throws IOException {
        InputStream content;
        try {
            content = connection.getInputStream();
        } catch (IOException e) {
            return refused(connection, e);
        }
        return read(connection, connection.getResponseCode(), content, null);
    }

    /** The JDK throws for an error status, too; what else it throws is no answer. */
    static Reply refused(HttpURLConnection connection, IOException thrown) throws IOException {
        boolean answered = thrown instanceof FileNotFoundException
                || thrown instanceof HttpRetryException
                || thrown instanceof ProtocolException
                || thrown.getClass() == IOException.class;
        int status = answered ? status(connection) : -1;
        if (status < 0) {
            throw thrown;
        }
        return read(connection, status, connection.getErrorStream(), thrown);
    }

    private static int status(HttpURLConnection connection) {
        try {
            return connection.getResponseCode();
        } catch (IOException none) {
            return -1;
        }
    }

    private static Reply read(
            HttpURLConnection connection, int status, @Nullable InputStream content, @Nullable IOException thrown) {
        return new Reply(connection, status, ReplyFields.of(connection), connection.getHeaderFields(), content, thrown);
    }

    static Reply of(Response response, URL url) {
        ReplyFields fields = ReplyFields.of(response);
        return new Reply(
                null,
                response.status(),
                fields,
                fields.map(),
                new java.io.ByteArrayInputStream(response.body()),
                thrown(response.status(), url));
    }

    /** The same answer as if it had come from where the application wanted to go. */
    Reply asFrom(URL url) {
        boolean toldByStatus =
                thrown instanceof FileNotFoundException || (thrown != null && thrown.getClass() == IOException.class);
        return new Reply(connection, status, fields, map, content, toldByStatus ? thrown(status, url) : thrown);
    }

    private static @Nullable IOException thrown(int status, URL url) {
        if (status < HttpURLConnection.HTTP_BAD_REQUEST) {
            return null;
        }
        return status == HttpURLConnection.HTTP_NOT_FOUND || status == HttpURLConnection.HTTP_GONE
                ? new FileNotFoundException(url.toString())
                : new IOException("Server returned HTTP response code: " + status + " for URL: " + url);
    }

    Reply with(List<Header> added, @Nullable InputStream watched) {
        ReplyFields more = added.isEmpty() ? fields : fields.with(added);
        return new Reply(
                connection, status, more, added.isEmpty() ? map : ReplyFields.with(map, added), watched, thrown);
    }

    /** The same answer without some fields. */
    Reply without(List<String> names) {
        ReplyFields fewer = fields.without(names);
        return new Reply(connection, status, fewer, fewer.map(), content, thrown);
    }

    /** The body of an answer that is none of an error's. */
    InputStream input() throws IOException {
        if (thrown != null) {
            throw thrown;
        }
        return content == null ? InputStream.nullInputStream() : content;
    }

    @Nullable
    InputStream error() {
        return status >= HttpURLConnection.HTTP_BAD_REQUEST ? content : null;
    }
}
