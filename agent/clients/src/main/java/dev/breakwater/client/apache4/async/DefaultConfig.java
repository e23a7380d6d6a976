package dev.breakwater.client.apache4.async;

import dev.breakwater.client.Reentry;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.nio.ContentEncoder;
import org.apache.http.nio.IOControl;
import org.apache.http.nio.client.HttpAsyncClient;
import org.apache.http.nio.client.methods.HttpAsyncMethods;
import org.apache.http.nio.protocol.HttpAsyncRequestProducer;
import org.apache.http.protocol.BasicHttpContext;
import org.apache.http.protocol.HttpContext;

/**
 * Finds out a client's own configuration. It does not tell, but puts it into the context before it asks for the request: one that
 * is refused there goes nowhere.
 */
final class DefaultConfig {
    private DefaultConfig() {}

    static RequestConfig of(HttpAsyncClient client, HttpHost target) {
        HttpContext context = new BasicHttpContext();
        Reentry.arm();
        try {
            client.execute(new Refusal(target), HttpAsyncMethods.createConsumer(), context, null);
        } catch (RuntimeException notRunning) {
            // It says so again when it is asked for the call itself.
        } finally {
            Reentry.disarm();
        }
        return context.getAttribute(HttpClientContext.REQUEST_CONFIG) instanceof RequestConfig config
                ? config
                : RequestConfig.DEFAULT;
    }

    private record Refusal(HttpHost target) implements HttpAsyncRequestProducer {
        @Override
        public HttpHost getTarget() {
            return target;
        }

        @Override
        public HttpRequest generateRequest() {
            throw new OnlyAsked();
        }

        @Override
        public void produceContent(ContentEncoder encoder, IOControl control) {}

        @Override
        public void requestCompleted(HttpContext context) {}

        @Override
        public void failed(Exception error) {}

        @Override
        public boolean isRepeatable() {
            return false;
        }

        @Override
        public void resetRequest() {}

        @Override
        public void close() {}
    }

    private static final class OnlyAsked extends IllegalStateException {
        private static final long serialVersionUID = 1;

        /** It is thrown at every call whose client decides on its timeouts by itself: without the price of a trace. */
        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }
}
