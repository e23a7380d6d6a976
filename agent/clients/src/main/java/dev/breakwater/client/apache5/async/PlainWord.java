package dev.breakwater.client.apache5.async;

import java.io.IOException;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/**
 * Where a call goes according to those producers, the client's own, that say the same as often as they are asked: most calls are
 * found to be none of ours without anything being kept of them.
 */
final class PlainWord implements RequestChannel {
    private @Nullable HttpRequest said;

    private PlainWord() {}

    /** The host's name; null if it cannot be had without consequences. */
    static @Nullable String host(@Nullable Object producer) {
        if (producer == null) {
            return null;
        }
        // Each in its own words, so that the compiler knows whom it asks, and needs no object for the answer.
        if (producer.getClass() == SimpleRequestProducer.class) {
            return host((SimpleRequestProducer) producer);
        }
        return producer.getClass() == BasicRequestProducer.class ? host((BasicRequestProducer) producer) : null;
    }

    private static @Nullable String host(BasicRequestProducer producer) {
        PlainWord word = new PlainWord();
        try {
            producer.sendRequest(word, null);
        } catch (HttpException | IOException | RuntimeException unwilling) {
            return null;
        }
        HttpRequest request = word.said;
        URIAuthority authority = request == null ? null : request.getAuthority();
        return authority == null ? null : authority.getHostName();
    }

    @Override
    public void sendRequest(HttpRequest request, @Nullable EntityDetails entity, @Nullable HttpContext context) {
        said = request;
    }
}
