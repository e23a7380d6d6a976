package dev.breakwater.client.okhttp;

import dev.breakwater.message.BodyHeaders;
import dev.breakwater.message.Header;
import java.util.List;
import okhttp3.Request;
import okhttp3.Response;

/** The response for the application, whose body the gate goes on watching. Used by one thread at a time. */
final class WatchedAnswer {
    private final WatchedSource source;
    private final Response response;

    WatchedAnswer(Response received, Request answered, HeldAnswer answer, Takeover takeover, CallLimits limits) {
        source = new WatchedSource(answer.bytes(), takeover, limits);
        boolean rewritten = answer.rewritten();
        long length = rewritten ? -1 : received.body().contentLength();
        Response.Builder builder =
                received.newBuilder().request(answered).body(new WatchedBody(received.body(), length, source));
        if (rewritten) {
            BodyHeaders.NAMES.forEach(builder::removeHeader);
        }
        response = builder.build();
    }

    /** Gives it to the application. */
    Response deliver(List<Header> headersToAdd) {
        source.begin();
        if (headersToAdd.isEmpty()) {
            return response;
        }
        Response.Builder builder = response.newBuilder();
        for (Header header : headersToAdd) {
            builder.header(header.name(), header.value());
        }
        return builder.build();
    }
}
