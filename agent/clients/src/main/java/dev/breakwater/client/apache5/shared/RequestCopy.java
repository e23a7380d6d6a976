package dev.breakwater.client.apache5.shared;

import dev.breakwater.call.Attempt;
import dev.breakwater.message.Header;
import java.util.Iterator;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** What an application's request becomes for an attempt, but for its body and its credential. */
public final class RequestCopy {
    private RequestCopy() {}

    /**
     * Makes {@code copy}, whose method is set, say what {@code original} says, and what the attempt changes of that.
     *
     * @param attempt null: nothing is changed
     */
    public static void fill(HttpRequest copy, HttpRequest original, @Nullable Attempt attempt) {
        copy.setScheme(original.getScheme());
        copy.setAuthority(original.getAuthority());
        copy.setPath(original.getPath());
        copy.setVersion(original.getVersion());
        for (Iterator<org.apache.hc.core5.http.Header> own = original.headerIterator(); own.hasNext(); ) {
            org.apache.hc.core5.http.Header header = own.next();
            if (attempt == null || !drops(attempt, header.getName())) {
                copy.addHeader(header);
            }
        }
        if (attempt != null && !attempt.untouched()) {
            change(copy, attempt);
        }
    }

    private static boolean drops(Attempt attempt, String name) {
        for (String dropped : attempt.headersToDrop()) {
            if (dropped.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    private static void change(HttpRequest copy, Attempt attempt) {
        copy.setScheme(attempt.url().scheme());
        copy.setAuthority(Urls.authority(attempt.url()));
        copy.setPath(Urls.pathAndQuery(attempt.url()));
        for (Header header : attempt.headersToSet()) {
            copy.setHeader(header.name(), header.value());
        }
    }
}
