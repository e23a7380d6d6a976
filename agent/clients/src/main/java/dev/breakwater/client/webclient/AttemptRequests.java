package dev.breakwater.client.webclient;

import dev.breakwater.call.Attempt;
import dev.breakwater.client.nonblocking.ConnectionWatch;
import dev.breakwater.message.ByteSlices;
import dev.breakwater.message.Header;
import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.client.ClientRequest;

/** Makes each attempt's request out of the application's own. */
final class AttemptRequests {
    private static final String CONTENT_LENGTH = "Content-Length";

    private final ClientRequest original;
    private final RequestBody body;

    AttemptRequests(ClientRequest original, RequestBody body) {
        this.original = original;
        this.body = body;
    }

    /** The application's request as it is, but for a body that has been used up. */
    ClientRequest plain() {
        BodyInserter<Object, ClientHttpRequest> again = new OwnSend(body.writer(), () -> {});
        return copy(original.url(), true, again)
                .headers(headers -> body.headers().forEach(headers::put))
                .build();
    }

    /** @param connection told when the connector takes up the request, which is when its connection stands */
    ClientRequest of(Attempt attempt, ConnectionWatch connection) {
        RequestBody.Writer writer = writer(attempt);
        URI url =
                attempt.untouched() ? original.url() : URI.create(attempt.url().full());
        return copy(url, !attempt.changesOrigin(), new AttemptSend(attempt, writer, connection))
                .headers(headers -> fill(headers, attempt))
                .build();
    }

    private ClientRequest.Builder copy(
            URI url, boolean withCookies, BodyInserter<?, ? super ClientHttpRequest> inserter) {
        ClientRequest.Builder copy = ClientRequest.create(original.method(), url)
                .attributes(attributes -> attributes.putAll(original.attributes()))
                .body(inserter);
        if (withCookies) {
            copy.cookies(cookies -> cookies.addAll(original.cookies()));
        }
        if (original.httpRequest() != null) {
            copy.httpRequest(original.httpRequest());
        }
        return copy;
    }

    private void fill(HttpHeaders headers, Attempt attempt) {
        body.headers().forEach((name, values) -> {
            if (!attempt.headersToDrop().contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, values);
            }
        });
        for (Header header : attempt.headersToSet()) {
            headers.set(header.name(), header.value());
        }
        ByteSlices changed = attempt.body();
        if (changed != null) {
            headers.set(CONTENT_LENGTH, Long.toString(changed.length()));
        } else if (body.neutral().bytes() != null && body.neutral().length() > 0) {
            headers.set(CONTENT_LENGTH, Long.toString(body.neutral().length()));
        }
    }

    private RequestBody.Writer writer(Attempt attempt) {
        ByteSlices changed = attempt.body();
        return changed == null ? body.writer() : RequestBody.writer(changed.toByteArray());
    }
}
