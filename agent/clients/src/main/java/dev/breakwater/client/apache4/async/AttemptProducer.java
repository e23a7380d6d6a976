package dev.breakwater.client.apache4.async;

import dev.breakwater.call.Attempt;
import dev.breakwater.client.apache4.shared.CapturedEntity;
import dev.breakwater.client.apache4.shared.ReplayableEntity;
import dev.breakwater.client.apache4.shared.RequestCopy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.http.HttpHost;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.nio.ContentEncoder;
import org.apache.http.nio.IOControl;
import org.apache.http.nio.protocol.HttpAsyncRequestProducer;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Produces one attempt's request: its body from memory, or from the application's producer where it is too large for that. */
final class AttemptProducer implements HttpAsyncRequestProducer {
    private final Application<?> application;
    private final HttpAsyncRequestProducer original;
    private final HttpHost target;
    private final HttpRequestBase request;
    private final HttpContext context;
    private final @Nullable Attempt attempt;
    private final Deque<ByteBuffer> rest = new ArrayDeque<>();
    private volatile boolean sent;

    AttemptProducer(
            Application<?> application,
            HttpAsyncRequestProducer original,
            HttpHost target,
            HttpRequestBase request,
            HttpContext context,
            @Nullable Attempt attempt) {
        this.application = application;
        this.original = original;
        this.target = target;
        this.request = request;
        this.context = context;
        this.attempt = attempt;
        rewind();
    }

    /** Whether anything of it has reached the wire, as far as the client tells. */
    boolean sent() {
        return sent;
    }

    private boolean fromMemory() {
        return CapturedEntity.enclosedIn(request) instanceof ReplayableEntity;
    }

    private void rewind() {
        rest.clear();
        if (CapturedEntity.enclosedIn(request) instanceof ReplayableEntity entity) {
            entity.bytes().slices().forEach(slice -> rest.add(slice.duplicate()));
        }
    }

    @Override
    public HttpHost getTarget() {
        return target;
    }

    /** By now the client has put its own configuration into the context, if there is no other. */
    @Override
    public HttpRequestBase generateRequest() {
        if (attempt != null && attempt.connectTimeoutNanos() > 0) {
            RequestConfig own = request.getConfig();
            if (own == null && context.getAttribute(HttpClientContext.REQUEST_CONFIG) instanceof RequestConfig set) {
                own = set;
            }
            request.setConfig(RequestCopy.limitConnect(own == null ? RequestConfig.DEFAULT : own, attempt));
        }
        return request;
    }

    @Override
    public void produceContent(ContentEncoder encoder, IOControl control) throws IOException {
        sent = true;
        if (!fromMemory()) {
            original.produceContent(encoder, control);
            return;
        }
        while (!rest.isEmpty()) {
            ByteBuffer next = rest.element();
            encoder.write(next);
            if (next.hasRemaining()) {
                return;
            }
            rest.remove();
        }
        encoder.complete();
    }

    @Override
    public void requestCompleted(HttpContext sentWith) {
        sent = true;
        application.requestCompleted(sentWith);
    }

    @Override
    public void failed(Exception error) {
        // Whether that is the application's trouble is decided elsewhere.
    }

    @Override
    public boolean isRepeatable() {
        return fromMemory() || original.isRepeatable();
    }

    @Override
    public void resetRequest() throws IOException {
        if (fromMemory()) {
            rewind();
        } else {
            original.resetRequest();
        }
    }

    @Override
    public void close() {
        // The application's own is closed when the call is over.
    }
}
