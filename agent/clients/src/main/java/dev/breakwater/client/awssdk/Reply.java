package dev.breakwater.client.awssdk;

import dev.breakwater.call.Decision;
import dev.breakwater.client.nonblocking.LiveAttempt;
import dev.breakwater.message.BodyHeaders;
import dev.breakwater.message.Header;
import dev.breakwater.message.Response;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.http.SdkHttpResponse;

/** An answer as the application's handler gets it. */
record Reply(SdkHttpResponse head, Publisher<ByteBuffer> body) {

    /** As it came, but for what the decision and a changed body make of the head. */
    static Reply of(SdkHttpResponse came, LiveAttempt attempt, Publisher<ByteBuffer> body) {
        List<Header> added =
                attempt.decision() instanceof Decision.Deliver deliver ? deliver.headersToAdd() : List.of();
        boolean rewrites = attempt.rewrites();
        if (added.isEmpty() && !rewrites) {
            return new Reply(came, body);
        }
        SdkHttpResponse.Builder seen = came.toBuilder();
        if (rewrites) {
            came.headers().keySet().stream().filter(BodyHeaders::contain).forEach(seen::removeHeader);
        }
        for (Header header : added) {
            seen.putHeader(header.name(), header.value());
        }
        return new Reply(seen.build(), body);
    }

    /** The agent's own. */
    static Reply synthetic(Response response, Application application) {
        SdkHttpResponse.Builder head = SdkHttpResponse.builder().statusCode(response.status());
        for (Header header : response.headers()) {
            List<String> values = new ArrayList<>(head.matchingHeaders(header.name()));
            values.add(header.value());
            head.putHeader(header.name(), values);
        }
        KnownBytes bytes = new KnownBytes(response.body(), Optional.empty(), () -> true);
        return new Reply(head.build(), new RelayedBody(reader -> bytes.subscribe(new FlowReader(reader)), application));
    }
}
