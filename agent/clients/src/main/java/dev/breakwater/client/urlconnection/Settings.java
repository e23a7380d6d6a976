package dev.breakwater.client.urlconnection;

import dev.breakwater.call.Attempt;
import dev.breakwater.call.Caller;
import dev.breakwater.message.Header;
import java.io.IOException;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/** How the application has set up its connection, to be put on each one that is opened in its place. */
final class Settings {
    private static final int INFINITE = 0;
    /** A limit of the engine's ends a connection that stands; one that does not stand yet ends itself, a little later. */
    private static final int GRACE_MILLIS = 50;

    private final Fields own;
    final RequestFields headers;
    private volatile @Nullable Authenticator authenticator;

    Settings(Fields own, RequestFields headers) {
        this.own = own;
        this.headers = headers;
    }

    void authenticator(Authenticator chosen) {
        headers.unused.setAuthenticator(chosen);
        authenticator = chosen;
    }

    /** Everything as it is, for where the application wants to go. */
    void putOn(HttpURLConnection target, long bodyLength) throws IOException {
        putOnAllButHeaders(target, bodyLength);
        headers.copyTo(target, List.of());
        if (authenticator != null) {
            target.setAuthenticator(authenticator);
        }
    }

    /** The same with an attempt's changes. */
    void putOn(HttpURLConnection target, long bodyLength, Attempt attempt, long nowNanos) throws IOException {
        if (attempt.untouched()) {
            putOn(target, bodyLength);
        } else {
            putOnAllButHeaders(target, bodyLength);
            headers.copyTo(target, attempt.headersToDrop());
            change(target, attempt);
        }
        target.setConnectTimeout(connectMillis(attempt, nowNanos));
    }

    private void change(HttpURLConnection target, Attempt attempt) {
        for (Header header : attempt.headersToSet()) {
            target.setRequestProperty(header.name(), header.value());
        }
        Header credential = attempt.credential();
        if (credential != null) {
            target.setRequestProperty(credential.name(), credential.value());
            // The JDK takes some credentials along to wherever the redirect leads.
            target.setInstanceFollowRedirects(false);
        }
        Authenticator chosen = authenticator;
        if (!attempt.changesOrigin()) {
            if (chosen != null) {
                target.setAuthenticator(chosen);
            }
        } else if (chosen != null || Authenticator.getDefault() != null) {
            target.setAuthenticator(new ProxyAuthenticator(chosen));
        }
    }

    private void putOnAllButHeaders(HttpURLConnection target, long bodyLength) throws IOException {
        HttpURLConnection from = own.connection();
        target.setRequestMethod(from.getRequestMethod());
        target.setDoOutput(from.getDoOutput());
        target.setUseCaches(from.getUseCaches());
        target.setAllowUserInteraction(from.getAllowUserInteraction());
        target.setIfModifiedSince(from.getIfModifiedSince());
        target.setConnectTimeout(from.getConnectTimeout());
        target.setReadTimeout(from.getReadTimeout());
        target.setInstanceFollowRedirects(from.getInstanceFollowRedirects());
        if (own.chunkLength() != Fields.NONE) {
            target.setChunkedStreamingMode(own.chunkLength());
        } else if (own.fixedLength() != Fields.NONE) {
            target.setFixedLengthStreamingMode(bodyLength);
        }
        if (from instanceof HttpsURLConnection secure && target instanceof HttpsURLConnection secured) {
            secured.setSSLSocketFactory(secure.getSSLSocketFactory());
            secured.setHostnameVerifier(secure.getHostnameVerifier());
        }
    }

    /** The application's limit, the policy's, or what is left until an answer must be there, whichever comes first. */
    private int connectMillis(Attempt attempt, long nowNanos) {
        int millis = own.connection().getConnectTimeout();
        if (attempt.connectTimeoutNanos() > 0) {
            millis = earlier(millis, TimeUnit.NANOSECONDS.toMillis(attempt.connectTimeoutNanos()));
        }
        if (attempt.answerDeadlineNanos() != Caller.NO_DEADLINE) {
            long left = attempt.answerDeadlineNanos() - nowNanos;
            millis = earlier(millis, TimeUnit.NANOSECONDS.toMillis(left) + GRACE_MILLIS);
        }
        return millis;
    }

    private static int earlier(int millis, long other) {
        long bounded = Math.max(1, Math.min(other, Integer.MAX_VALUE));
        return (int) (millis == INFINITE ? bounded : Math.min(millis, bounded));
    }
}
