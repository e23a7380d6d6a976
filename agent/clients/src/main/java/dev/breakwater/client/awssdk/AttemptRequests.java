package dev.breakwater.client.awssdk;

import dev.breakwater.call.Attempt;
import dev.breakwater.client.nonblocking.ConnectionWatch;
import dev.breakwater.message.ByteSlices;
import dev.breakwater.message.Header;
import dev.breakwater.message.Url;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;
import software.amazon.awssdk.http.async.SdkHttpContentPublisher;

/** Makes each attempt's request out of the application's own. A signed one is always that very one. */
final class AttemptRequests {
    private final AsyncExecuteRequest original;
    private final Url url;
    private final RequestBody body;

    AttemptRequests(Governed governed, RequestBody body) {
        this.original = governed.request();
        this.url = governed.url();
        this.body = body;
    }

    /** The application's request as it is, but for a body that has been used up. */
    AsyncExecuteRequest plain() {
        return copy(original.request(), body.publisher(() -> true), original.responseHandler());
    }

    /** @param connection told when the client takes up the body, which is when its connection stands */
    AsyncExecuteRequest of(Attempt attempt, ConnectionWatch connection, SdkAsyncHttpResponseHandler handler) {
        if (attempt.untouched()) {
            return copy(original.request(), body.publisher(connection::stands), handler);
        }
        ByteSlices changed = attempt.body();
        SdkHttpContentPublisher content = changed == null
                ? body.publisher(connection::stands)
                : new KnownBytes(changed.toByteArray(), Optional.of(changed.length()), connection::stands);
        return copy(head(attempt, changed), content, handler);
    }

    private AsyncExecuteRequest copy(
            SdkHttpRequest head, SdkHttpContentPublisher content, SdkAsyncHttpResponseHandler handler) {
        AsyncExecuteRequest.Builder copy = AsyncExecuteRequest.builder()
                .request(head)
                .requestContentPublisher(content)
                .responseHandler(handler)
                .fullDuplex(false)
                .httpExecutionAttributes(original.httpExecutionAttributes());
        original.metricCollector().ifPresent(copy::metricCollector);
        return copy.build();
    }

    private SdkHttpRequest head(Attempt attempt, @Nullable ByteSlices changed) {
        SdkHttpRequest.Builder head = original.request().toBuilder();
        Url target = attempt.url();
        if (!target.equals(url)) {
            head.protocol(target.scheme())
                    .host(target.host())
                    .port(target.port())
                    .encodedPath(target.path())
                    .rawQueryParameters(decoded(target.query()));
        }
        if (attempt.changesOrigin()) {
            head.removeHeader("Host");
        }
        attempt.headersToDrop().forEach(head::removeHeader);
        for (Header header : attempt.headersToSet()) {
            head.putHeader(header.name(), header.value());
        }
        if (changed != null) {
            head.removeHeader("Transfer-Encoding");
            head.putHeader("Content-Length", Long.toString(changed.length()));
        }
        Header credential = attempt.credential();
        if (credential != null) {
            head.putHeader(credential.name(), credential.value());
        }
        return head.build();
    }

    /** The SDK keeps them decoded and encodes them again. */
    private static Map<String, List<String>> decoded(@Nullable String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (query == null || query.isEmpty()) {
            return parameters;
        }
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            String value = equals < 0 ? "" : parameter.substring(equals + 1);
            parameters.computeIfAbsent(decode(name), any -> new ArrayList<>()).add(decode(value));
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
