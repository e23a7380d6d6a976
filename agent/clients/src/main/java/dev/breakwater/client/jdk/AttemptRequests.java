package dev.breakwater.client.jdk;

import dev.breakwater.call.Attempt;
import dev.breakwater.call.Caller;
import dev.breakwater.client.nonblocking.ConnectionWatch;
import dev.breakwater.message.ByteSlices;
import dev.breakwater.message.Header;
import dev.breakwater.message.Url;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes each attempt's request out of the application's own, which itself is sent wherever nothing needs to change. */
final class AttemptRequests {
    /** A rebuilt request costs something; a timeout that is a hair too long does not. */
    private static final long TOLERANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final HttpRequest original;
    private final Url url;
    private final RequestBody body;

    AttemptRequests(HttpRequest original, Url url, RequestBody body) {
        this.original = original;
        this.url = url;
        this.body = body;
    }

    HttpRequest original() {
        return original;
    }

    /** The application's request as it is, but for a publisher that has been used up. */
    HttpRequest plain() {
        BodyPublisher publisher = body.publisher();
        return publisher == null
                ? original
                : HttpRequest.newBuilder(original, (name, value) -> true)
                        .method(original.method(), publisher)
                        .build();
    }

    /** @param connection told when the client takes up the body, which is when its connection stands; or null */
    HttpRequest of(Attempt attempt, long nowNanos, @Nullable ConnectionWatch connection) {
        Duration timeout = timeout(attempt, nowNanos);
        if (attempt.untouched() && body.publisher() == null && timeout == null && connection == null) {
            return original;
        }
        HttpRequest.Builder builder = HttpRequest.newBuilder(
                original, (name, value) -> !attempt.headersToDrop().contains(name.toLowerCase(Locale.ROOT)));
        if (!attempt.url().equals(url)) {
            builder.uri(URI.create(attempt.url().full()));
        }
        for (Header header : attempt.headersToSet()) {
            builder.setHeader(header.name(), header.value());
        }
        Header credential = attempt.credential();
        if (credential != null) {
            builder.setHeader(credential.name(), credential.value());
        }
        if (timeout != null) {
            builder.timeout(timeout);
        }
        BodyPublisher publisher = publisher(attempt);
        if (connection != null) {
            publisher = new WatchedBody(publisher == null ? Objects.requireNonNull(own()) : publisher, connection);
        }
        if (publisher != null) {
            builder.method(original.method(), publisher);
        }
        return builder.build();
    }

    /** What the attempt's limits leave; null if the request's own timeout says the same. */
    private @Nullable Duration timeout(Attempt attempt, long nowNanos) {
        if (attempt.answerDeadlineNanos() == Caller.NO_DEADLINE) {
            return null;
        }
        long left = attempt.answerDeadlineNanos() - nowNanos;
        Duration own = original.timeout().orElse(null);
        if (own != null && left >= own.toNanos() - TOLERANCE_NANOS) {
            return null;
        }
        return Duration.ofNanos(Math.max(left, TOLERANCE_NANOS));
    }

    private @Nullable BodyPublisher publisher(Attempt attempt) {
        ByteSlices changed = attempt.body();
        return changed == null ? body.publisher() : new BufferPublisher(changed.slices(), changed.length());
    }

    /**
     * What will notice that the connection stands; null if the attempt has no limit for that, or no body, without which nobody can
     * tell: then the client's own limit is all there is.
     */
    @Nullable
    ConnectionWatch watch(Attempt attempt) {
        if (attempt.connectTimeoutNanos() <= 0) {
            return null;
        }
        BodyPublisher publisher = publisher(attempt);
        BodyPublisher sent = publisher == null ? own() : publisher;
        return sent == null || sent.contentLength() == 0 ? null : new ConnectionWatch();
    }

    private @Nullable BodyPublisher own() {
        return original.bodyPublisher().orElse(null);
    }
}
