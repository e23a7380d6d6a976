package dev.breakwater.client.apache5;

import dev.breakwater.call.Attempt;
import dev.breakwater.call.FailureKind;
import dev.breakwater.call.Failures;
import dev.breakwater.call.Outcome;
import dev.breakwater.client.Reentry;
import dev.breakwater.client.apache5.shared.Contexts;
import dev.breakwater.client.apache5.shared.Credentials;
import dev.breakwater.client.apache5.shared.HeadersView;
import dev.breakwater.client.apache5.shared.Urls;
import dev.breakwater.client.blocking.Transport;
import dev.breakwater.client.blocking.WatchedStream;
import dev.breakwater.message.BodyHeaders;
import dev.breakwater.message.Header;
import dev.breakwater.message.Headers;
import dev.breakwater.message.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.List;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.impl.classic.RequestFailedException;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** The classic client: each attempt is a request of ours through the application's own client, its route computed anew. */
final class ClassicTransport implements Transport<CloseableHttpResponse> {
    private final ClassicExchange exchange;
    private final ManagedRequests requests;
    private volatile @Nullable ManagedRequest current;

    ClassicTransport(ClassicExchange exchange, CapturedEntity body) {
        this.exchange = exchange;
        this.requests = new ManagedRequests(exchange, body);
    }

    /** What the application cancels is its own request, which is never sent. */
    void watchCancellation() {
        if (exchange.request() instanceof CancellableDependency cancellable) {
            cancellable.setDependency(() -> {
                abort();
                return true;
            });
        }
    }

    @Override
    public CloseableHttpResponse send(Attempt attempt) throws IOException {
        ManagedRequest request = requests.of(attempt);
        if (exchange.minimal() && !attempt.untouched()) {
            Credentials.authorise(request, attempt);
        }
        HttpHost target = attempt.untouched() ? exchange.target() : Urls.host(attempt.url());
        return execute(target, request, !attempt.untouched());
    }

    @Override
    public CloseableHttpResponse sendPlain() throws IOException {
        return execute(exchange.target(), requests.plain(), false);
    }

    private CloseableHttpResponse execute(@Nullable HttpHost target, ManagedRequest request, boolean changed)
            throws IOException {
        current = request;
        if (cancelled()) {
            throw cancellation();
        }
        HttpContext context = exchange.context();
        ManagedRequest.begin();
        Reentry.arm();
        try {
            return exchange.client().execute(target, request, context);
        } finally {
            Reentry.disarm();
            ManagedRequest.end();
            if (context != null && (changed || request.getConfig() != null)) {
                restore(context, changed);
            }
        }
    }

    /** The application looks into its context for what was sent: it finds its own request there, and its own configuration. */
    private void restore(HttpContext context, boolean changed) {
        if (changed) {
            Contexts.setRequest(context, exchange.request());
        }
        Contexts.setConfig(context, requests.ownConfig());
    }

    @Override
    public void abort() {
        ManagedRequest request = current;
        if (request != null) {
            try {
                request.cancel();
            } catch (RuntimeException broken) {
                // A connection that cannot be closed is no worse than one that is.
            }
        }
    }

    @Override
    public int status(CloseableHttpResponse response) {
        return response.getCode();
    }

    @Override
    public Headers headers(CloseableHttpResponse response) {
        return new HeadersView(response);
    }

    @Override
    public @Nullable InputStream content(CloseableHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        return entity == null ? null : entity.getContent();
    }

    @Override
    public void close(CloseableHttpResponse response) throws IOException {
        response.close();
    }

    @Override
    public CloseableHttpResponse deliver(
            CloseableHttpResponse response, List<Header> headersToAdd, @Nullable WatchedStream content) {
        if (content != null && content.rewritten()) {
            BodyHeaders.NAMES.forEach(response::removeHeaders);
        }
        if (content != null) {
            response.setEntity(new WatchedEntity(response.getEntity(), content));
        }
        for (Header header : headersToAdd) {
            response.setHeader(header.name(), header.value());
        }
        return response;
    }

    @Override
    public CloseableHttpResponse synthesize(Response response) throws IOException {
        HttpContext context = exchange.context();
        if (context != null) {
            Contexts.setRequest(context, exchange.request());
        }
        return SyntheticResponse.of(response);
    }

    @Override
    public Outcome.Failed outcome(IOException error) {
        // No connection was to be had: an InterruptedIOException in some versions, though nobody interrupted.
        return error.getClass().getSimpleName().equals("ConnectionRequestTimeoutException")
                ? new Outcome.Failed(FailureKind.NOT_SENT, error)
                : Failures.outcome(error);
    }

    @Override
    public boolean cancelled() {
        return exchange.request() instanceof CancellableDependency cancellable && cancellable.isCancelled();
    }

    @Override
    public IOException cancellation() {
        return new RequestFailedException("Request aborted");
    }

    @Override
    public IOException timeout(Throwable cause) {
        SocketTimeoutException timeout = new SocketTimeoutException("Read timed out");
        timeout.initCause(cause);
        return timeout;
    }
}
