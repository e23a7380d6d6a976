package dev.breakwater.client.apache4;

import dev.breakwater.message.Header;
import dev.breakwater.message.Response;
import java.util.Locale;
import org.apache.http.HttpVersion;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.impl.EnglishReasonPhraseCatalog;
import org.apache.http.message.BasicHttpResponse;
import org.apache.http.message.BasicStatusLine;

/** A response that came over no wire, in this client's terms. */
final class SyntheticResponse extends BasicHttpResponse implements CloseableHttpResponse {
    private SyntheticResponse(int status) {
        super(new BasicStatusLine(
                HttpVersion.HTTP_1_1, status, EnglishReasonPhraseCatalog.INSTANCE.getReason(status, Locale.ROOT)));
    }

    static SyntheticResponse of(Response response) {
        SyntheticResponse answer = new SyntheticResponse(response.status());
        ByteArrayEntity entity = new ByteArrayEntity(response.body());
        for (Header header : response.headers()) {
            answer.addHeader(header.name(), header.value());
            if (header.name().equalsIgnoreCase("content-type")) {
                entity.setContentType(header.value());
            }
        }
        answer.setEntity(entity);
        return answer;
    }

    @Override
    public void close() {}
}
