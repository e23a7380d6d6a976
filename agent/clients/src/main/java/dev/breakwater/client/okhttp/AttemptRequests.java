package dev.breakwater.client.okhttp;

import dev.breakwater.call.Attempt;
import dev.breakwater.message.ByteSlices;
import dev.breakwater.message.Header;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** What one call's request becomes for each attempt, and how it becomes the application's own again. */
final class AttemptRequests {
    private final Request original;
    private final Request plain;

    AttemptRequests(Request original, CapturedBody body) {
        this.original = original;
        RequestBody replay = body.replay();
        this.plain = replay == null
                ? original
                : original.newBuilder().method(original.method(), replay).build();
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

    /** The response with the application's own request, unless it answers another one, to where it was redirected. */
    Response restore(Response response, Request sent) {
        Request answered = response.request();
        boolean ours = answered == sent || (sent != plain && answered.url().equals(sent.url()));
        return ours && answered != original
                ? response.newBuilder().request(original).build()
                : response;
    }
}
