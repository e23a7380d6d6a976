package dev.breakwater.client.webclient;

import dev.breakwater.call.Attempt;
import dev.breakwater.client.nonblocking.ConnectionWatch;
import dev.breakwater.message.Header;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ClientHttpRequest;
import reactor.core.publisher.Mono;

/**
 * Writes an attempt. The credential is put on as late as Spring allows, where neither a filter nor a log of the application's sees
 * it, and what must not go along is taken off there again: connectors and the application's own consumers set headers, too.
 */
final class AttemptSend extends OwnSend {
    private final Attempt attempt;
    private final ConnectionWatch connection;

    AttemptSend(Attempt attempt, RequestBody.Writer writer, ConnectionWatch connection) {
        super(writer, connection::stands);
        this.attempt = attempt;
        this.connection = connection;
    }

    @Override
    public Mono<Void> insert(ClientHttpRequest request, Context context) {
        if (isReactorNetty(request) && !connection.stands()) {
            return Mono.error(new IOException("the connection stood after its time limit"));
        }
        if (!attempt.untouched()) {
            request.beforeCommit(() -> Mono.fromRunnable(() -> seal(request)));
        }
        return super.insert(request, context);
    }

    private void seal(ClientHttpRequest request) {
        if (attempt.changesOrigin()) {
            request.getCookies().clear();
        }
        HttpHeaders headers = request.getHeaders();
        for (String name : attempt.headersToDrop()) {
            if (setAgain(request, name)) {
                // No values: what a connector has set by itself goes, too. To remove is not called the same in all
                // versions.
                headers.put(name, List.of());
            }
        }
        Header credential = attempt.credential();
        if (credential != null && !NativeRequest.redirectedElsewhere(request, attempt.url())) {
            headers.set(credential.name(), credential.value());
        }
    }

    private boolean setAgain(ClientHttpRequest request, String name) {
        boolean meant =
                attempt.headersToSet().stream().anyMatch(header -> header.name().equalsIgnoreCase(name));
        // The host is the connection's own business.
        return !meant
                && !name.equals("host")
                && (isReactorNetty(request) || request.getHeaders().getFirst(name) != null);
    }
}
