package dev.breakwater.client.okhttp;

import dev.breakwater.message.Header;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** A response that came over no wire, in OkHttp's terms. */
final class SyntheticResponse {
    private SyntheticResponse() {}

    static Response of(dev.breakwater.message.Response response, Request request) {
        Headers.Builder headers = new Headers.Builder();
        for (Header header : response.headers()) {
            add(headers, header);
        }
        Headers built = headers.build();
        String contentType = built.get("Content-Type");
        long now = System.currentTimeMillis();
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(response.status())
                .message(reason(response.status()))
                .headers(built)
                .sentRequestAtMillis(now)
                .receivedResponseAtMillis(now)
                .body(ResponseBody.create(contentType == null ? null : MediaType.parse(contentType), response.body()))
                .build();
    }

    private static void add(Headers.Builder headers, Header header) {
        try {
            headers.add(header.name(), header.value());
        } catch (IllegalArgumentException notAscii) {
            // A provider may send what OkHttp accepts on the wire and nowhere else; the answer is still the answer.
        }
    }

    private static String reason(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            default -> "";
        };
    }
}
