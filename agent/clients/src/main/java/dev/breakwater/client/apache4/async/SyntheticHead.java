package dev.breakwater.client.apache4.async;

import dev.breakwater.message.Header;
import dev.breakwater.message.Response;
import java.util.Locale;
import org.apache.http.HttpResponse;
import org.apache.http.HttpVersion;
import org.apache.http.entity.BasicHttpEntity;
import org.apache.http.impl.EnglishReasonPhraseCatalog;
import org.apache.http.message.BasicHttpResponse;

/** The head of a response that came over no wire, as the client would hand it to a consumer. */
final class SyntheticHead {
    private SyntheticHead() {}

    static HttpResponse of(Response response) {
        BasicHttpResponse head = new BasicHttpResponse(
                HttpVersion.HTTP_1_1,
                response.status(),
                EnglishReasonPhraseCatalog.INSTANCE.getReason(response.status(), Locale.ROOT));
        BasicHttpEntity entity = new BasicHttpEntity();
        entity.setContentLength(response.body().length);
        for (Header header : response.headers()) {
            head.addHeader(header.name(), header.value());
            if (header.name().equalsIgnoreCase("content-type")) {
                entity.setContentType(header.value());
            }
        }
        head.setEntity(entity);
        return head;
    }
}
