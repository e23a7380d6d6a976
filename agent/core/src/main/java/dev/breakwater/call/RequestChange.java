package dev.breakwater.call;

import dev.breakwater.message.ByteSlices;
import dev.breakwater.message.Header;
import dev.breakwater.message.Request;
import dev.breakwater.message.Url;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * URL, headers, credential and body of one attempt, decided together so that a key can never meet a host that it was not meant for.
 *
 * @param headersToDrop lower case
 * @param foreign null where the target speaks the application's dialect
 */
record RequestChange(
        boolean untouched,
        Url url,
        boolean changesOrigin,
        List<String> headersToDrop,
        List<Header> headersToSet,
        @Nullable Header credential,
        @Nullable ByteSlices body,
        @Nullable Foreign foreign) {

    /** The same with the whole body of {@code other} where the target's own changes left it alone. */
    RequestChange withBodyOf(Request other) {
        byte[] bytes = other.body().bytes();
        ByteSlices whole = body != null || bytes == null ? body : ByteSlices.of(bytes);
        return new RequestChange(false, url, changesOrigin, headersToDrop, headersToSet, credential, whole, null);
    }

    static RequestChange none(Url url) {
        return new RequestChange(true, url, false, List.of(), List.of(), null, null, null);
    }
}
