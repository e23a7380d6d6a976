package dev.breakwater.client.apache4.async;

import dev.breakwater.call.Decision;
import dev.breakwater.client.nonblocking.LiveAttempt;
import dev.breakwater.message.BodyHeaders;
import dev.breakwater.message.Header;
import org.apache.http.HttpResponse;
import org.apache.http.entity.BasicHttpEntity;

/** The head of an answer as the application gets it. */
final class AnswerHead {
    private AnswerHead() {}

    /** @return what came, changed: of other bytes it does not say what held for those that came, and it has a word to the SDK */
    static HttpResponse of(HttpResponse came, LiveAttempt live, Decision.Deliver decision) {
        if (live.rewrites()) {
            BodyHeaders.NAMES.forEach(came::removeHeaders);
            if (came.getEntity() instanceof BasicHttpEntity entity) {
                entity.setContentLength(-1);
            }
        }
        for (Header header : decision.headersToAdd()) {
            came.setHeader(header.name(), header.value());
        }
        return came;
    }
}
