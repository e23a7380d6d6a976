package dev.breakwater.client.okhttp;

import dev.breakwater.call.Attempt;
import dev.breakwater.message.ByteSlices;
import dev.breakwater.message.Header;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** What one call's request becomes for each attempt, and how it becomes the application's own again. Used by one thread at a time. */
final class AttemptRequests {
    private final Request original;
    private final Request plain;
    private Request sent;

    AttemptRequests(Request original, CapturedBody body) {
        this.original = original;
        RequestBody replay = body.replay();
        this.plain = replay == null
                ? original
                : original.newBuilder().method(original.method(), replay).build();
        this.sent = plain;
    }

    Request original() {
        return original;
    }

    /** The application's request as it is; only its body can be sent more than once. */
    Request plain() {
        return plain;
    }

    /** The request for one attempt, but for the credential, which is put on later: see {@link CredentialInterceptor}. */
    Request of(Attempt attempt) {
        if (attempt.untouched()) {
            return plain;
        }
        Request.Builder builder = plain.newBuilder().url(Urls.httpUrl(attempt.url()));
        for (String name : attempt.headersToDrop()) {
            builder.removeHeader(name);
        }
        for (Header header : attempt.headersToSet()) {
            builder.header(header.name(), header.value());
        }
        ByteSlices changed = attempt.body();
        if (changed != null) {
            builder.method(original.method(), new ReplayableBody(contentType(), changed.length(), changed));
        }
        return builder.build();
    }

    private @Nullable MediaType contentType() {
        RequestBody body = original.body();
        return body == null ? null : body.contentType();
    }

    /** What has been sent last. */
    void sent(Request request) {
        sent = request;
    }

    /** The application's own request, unless the response answers another one, to where it was redirected. */
    Request answered(Response response) {
        Request request = response.request();
        boolean ours = request == sent || (sent != plain && request.url().equals(sent.url()));
        return ours ? original : request;
    }

    /** The response with the request that it has {@link #answered}, and with more headers. */
    Response restore(Response response, List<Header> headersToAdd) {
        Request answered = answered(response);
        if (answered == response.request() && headersToAdd.isEmpty()) {
            return response;
        }
        Response.Builder builder = response.newBuilder().request(answered);
        for (Header header : headersToAdd) {
            builder.header(header.name(), header.value());
        }
        return builder.build();
    }
}
