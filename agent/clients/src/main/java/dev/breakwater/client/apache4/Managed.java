package dev.breakwater.client.apache4;

import dev.breakwater.call.Attempt;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.http.client.methods.HttpEntityEnclosingRequestBase;
import org.apache.http.client.methods.HttpRequestBase;
import org.jspecify.annotations.Nullable;

/** The request of one of our own attempts: by its type the hook further inside knows it again. */
interface Managed {
    /** How many are on their way, of any call: while none is, the hook further inside costs next to nothing. */
    AtomicInteger IN_FLIGHT = new AtomicInteger();

    /** Null: the application's own request, sent as it is. */
    @Nullable
    Attempt attempt();

    /** A request that has no body, and says so by its type: another type would declare a length of 0. */
    final class WithoutEntity extends HttpRequestBase implements Managed {
        private final String method;
        private final @Nullable Attempt attempt;

        WithoutEntity(String method, URI uri, @Nullable Attempt attempt) {
            this.method = method;
            this.attempt = attempt;
            setURI(uri);
        }

        @Override
        public String getMethod() {
            return method;
        }

        @Override
        public @Nullable Attempt attempt() {
            return attempt;
        }
    }

    /** A request that may have a body. */
    final class WithEntity extends HttpEntityEnclosingRequestBase implements Managed {
        private final String method;
        private final @Nullable Attempt attempt;

        WithEntity(String method, URI uri, @Nullable Attempt attempt) {
            this.method = method;
            this.attempt = attempt;
            setURI(uri);
        }

        @Override
        public String getMethod() {
            return method;
        }

        @Override
        public @Nullable Attempt attempt() {
            return attempt;
        }
    }
}
