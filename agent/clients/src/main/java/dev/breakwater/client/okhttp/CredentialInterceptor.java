package dev.breakwater.client.okhttp;

import dev.breakwater.call.Attempt;
import dev.breakwater.message.Header;
import java.io.IOException;
import java.net.SocketException;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Stands right before the wire and gives a request its target's credential, if and only if it still goes to that target: a
 * redirect never carries it, and neither the application's interceptors nor what they log ever see it. Being the last,
 * it also has the last word over interceptors and authenticators that would put the caller's own credential on. One a
 * call, confined to its thread.
 */
final class CredentialInterceptor implements Interceptor {
    private @Nullable Attempt attempt;
    private int ownReadTimeoutMillis = -1;
    private @Nullable Connection connection;
    private @Nullable Response answer;

    /**
     * Prepares for the next attempt.
     *
     * @param readTimeoutMillis the application's, to be put back once there is an answer; -1: it was never changed
     */
    void expect(Attempt next, int readTimeoutMillis) {
        attempt = next;
        ownReadTimeoutMillis = readTimeoutMillis;
        connection = null;
        answer = null;
    }

    /**
     * Closes the connection under an answer that is not there in time. Where a deadline passes between two reads, OkHttp fails the
     * next one without closing anything and forgets its limits with it (Http1ExchangeCodec.responseBodyComplete): closing the
     * response would then read a trickling answer to its end.
     */
    void hangUp() {
        Connection under = connection;
        Response over = answer;
        if (under != null && over != null && owned(under, over)) {
            try {
                under.socket().close();
            } catch (IOException broken) {
                // Then it is of no use to anybody either.
            }
        }
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request seen = chain.request();
        Attempt current = attempt;
        if (current == null || current.untouched() || !current.url().sameOrigin(Urls.url(seen.url()))) {
            return answered(chain, chain.proceed(seen));
        }
        Response response = answered(chain, chain.proceed(authorised(seen, current)));
        return response.newBuilder().request(seen).build();
    }

    private static Request authorised(Request seen, Attempt attempt) {
        Request.Builder builder = seen.newBuilder();
        for (String name : attempt.headersToDrop()) {
            if (!setByOkHttp(name)) {
                builder.removeHeader(name);
            }
        }
        Header credential = attempt.credential();
        if (credential != null) {
            builder.header(credential.name(), credential.value());
        }
        return builder.build();
    }

    /** Below us OkHttp has put on its own, for this very target. */
    private static boolean setByOkHttp(String name) {
        return name.equals("host") || name.equals("cookie") || name.equals("proxy-authorization");
    }

    /**
     * For HTTP/1 a read timeout is also set on the socket, where it would outlive the attempt's limit and cut a stream whose
     * application is more patient.
     */
    private Response answered(Chain chain, Response response) {
        Connection under = chain.connection();
        connection = under;
        answer = response;
        if (ownReadTimeoutMillis >= 0 && under != null && owned(under, response)) {
            try {
                under.socket().setSoTimeout(ownReadTimeoutMillis);
            } catch (SocketException broken) {
                // Whoever reads from it next is told.
            }
        }
        return response;
    }

    /** Whether nobody else uses the socket: HTTP/2 shares it, and an empty answer has already given it back. */
    private static boolean owned(Connection connection, Response response) {
        Protocol protocol = connection.protocol();
        return (protocol == Protocol.HTTP_1_1 || protocol == Protocol.HTTP_1_0)
                && response.body() != null
                && response.body().contentLength() != 0;
    }
}
