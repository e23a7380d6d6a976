package dev.breakwater.client.apache4;

import dev.breakwater.call.Attempt;
import dev.breakwater.call.FailureKind;
import dev.breakwater.call.Failures;
import dev.breakwater.call.Outcome;
import dev.breakwater.client.Reentry;
import dev.breakwater.client.apache4.shared.CapturedEntity;
import dev.breakwater.client.apache4.shared.HeadersView;
import dev.breakwater.client.apache4.shared.Urls;
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
import org.apache.http.HttpEntity;
import org.apache.http.HttpHost;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpExecutionAware;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.conn.ConnectTimeoutException;
import org.apache.http.impl.execchain.RequestAbortedException;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Each attempt is a request of ours through the application's own client, its route computed anew. */
final class RequestTransport implements Transport<CloseableHttpResponse> {
    private final Exchange exchange;
    private final ManagedRequests requests;
    private volatile @Nullable HttpRequestBase current;

    RequestTransport(Exchange exchange, CapturedEntity body) {
        this.exchange = exchange;
        this.requests = new ManagedRequests(exchange, body);
    }

    /** What the application aborts is its own request, which is never sent. */
    void watchCancellation() {
        if (exchange.request() instanceof HttpExecutionAware aware) {
            aware.setCancellable(() -> {
                abort();
                return true;
            });
        }
    }

    @Override
    public CloseableHttpResponse send(Attempt attempt) throws IOException {
        HttpContext context = exchange.context();
        if (attempt.number() > 1 && context != null) {
            // Who the caller is to one host says nothing to the next one.
            context.removeAttribute(HttpClientContext.TARGET_AUTH_STATE);
            context.removeAttribute(HttpClientContext.USER_TOKEN);
        }
        boolean changed = !attempt.untouched();
        return execute(changed ? Urls.host(attempt.url()) : exchange.target(), requests.of(attempt), changed);
    }

    @Override
    public CloseableHttpResponse sendPlain() throws IOException {
        return execute(exchange.target(), requests.plain(), false);
    }

    private CloseableHttpResponse execute(HttpHost target, HttpRequestBase request, boolean changed)
            throws IOException {
        current = request;
        if (cancelled()) {
            throw cancellation();
        }
        HttpContext context = exchange.context();
        InFlight.begin();
        Reentry.arm();
        try {
            return exchange.client().execute(target, request, context);
        } finally {
            Reentry.disarm();
            InFlight.end();
            if (context != null) {
                restore(context, changed);
            }
        }
    }

    /** The application looks into its context for what was sent: it finds its own request there, and its own configuration. */
    private void restore(HttpContext context, boolean changed) {
        if (changed) {
            context.setAttribute(HttpClientContext.HTTP_REQUEST, exchange.request());
            context.setAttribute(HttpClientContext.HTTP_TARGET_HOST, exchange.target());
        }
        if (!exchange.old()) {
            context.setAttribute(HttpClientContext.REQUEST_CONFIG, requests.ownConfig());
        }
    }

    @Override
    public void abort() {
        HttpRequestBase request = current;
        if (request != null) {
            try {
                request.abort();
            } catch (RuntimeException broken) {
                // A connection that cannot be closed is no worse than one that is.
            }
        }
    }

    @Override
    public int status(CloseableHttpResponse response) {
        return response.getStatusLine().getStatusCode();
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
        for (Header header : headersToAdd) {
            response.setHeader(header.name(), header.value());
        }
        if (content == null) {
            return response;
        }
        if (content.rewritten()) {
            BodyHeaders.NAMES.forEach(response::removeHeaders);
        }
        response.setEntity(new WatchedEntity(response.getEntity(), content));
        return new WatchedResponse(response, content);
    }

    @Override
    public CloseableHttpResponse synthesize(Response response) {
        HttpContext context = exchange.context();
        if (context != null) {
            context.setAttribute(HttpClientContext.HTTP_REQUEST, exchange.request());
        }
        return SyntheticResponse.of(response);
    }

    @Override
    public Outcome.Failed outcome(IOException error) {
        // An InterruptedIOException, though nobody interrupted.
        return error instanceof ConnectTimeoutException
                ? new Outcome.Failed(FailureKind.NOT_SENT, error)
                : Failures.outcome(error);
    }

    @Override
    public boolean cancelled() {
        return exchange.request() instanceof HttpExecutionAware aware && aware.isAborted();
    }

    @Override
    public IOException cancellation() {
        return new RequestAbortedException("Request aborted");
    }

    @Override
    public IOException timeout(Throwable cause) {
        SocketTimeoutException timeout = new SocketTimeoutException("Read timed out");
        timeout.initCause(cause);
        return timeout;
    }
}
