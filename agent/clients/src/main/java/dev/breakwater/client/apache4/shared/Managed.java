package dev.breakwater.client.apache4.shared;

import dev.breakwater.call.Attempt;
import java.net.URI;
import org.apache.http.client.methods.HttpEntityEnclosingRequestBase;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** The request of one of our own attempts: by its type a hook further inside knows it again. */
public interface Managed {
    /** Null: the application's own request, sent as it is. */
    @Nullable
    Attempt attempt();

    /** What it is sent with, where the hook further inside is not told; else null. */
    @Nullable
    HttpContext context();

    /** A request that has no body, and says so by its type: another type would declare a length of 0. */
    final class WithoutEntity extends HttpRequestBase implements Managed {
        private final String method;
        private final @Nullable Attempt attempt;
        private final @Nullable HttpContext context;

        WithoutEntity(String method, URI uri, @Nullable Attempt attempt, @Nullable HttpContext context) {
            this.method = method;
            this.attempt = attempt;
            this.context = context;
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

        @Override
        public @Nullable HttpContext context() {
            return context;
        }
    }

    /** A request that may have a body. */
    final class WithEntity extends HttpEntityEnclosingRequestBase implements Managed {
        private final String method;
        private final @Nullable Attempt attempt;
        private final @Nullable HttpContext context;

        WithEntity(String method, URI uri, @Nullable Attempt attempt, @Nullable HttpContext context) {
            this.method = method;
            this.attempt = attempt;
            this.context = context;
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

        @Override
        public @Nullable HttpContext context() {
            return context;
        }
    }
}
