package dev.breakwater.wall.soak.app;

import java.io.IOException;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.util.EntityUtils;

/** Apache HttpClient 4. */
final class Apache4Asker implements Asker {
    private final CloseableHttpClient client = HttpClients.custom()
            .setMaxConnPerRoute(SoakApplication.MAX_CALLERS)
            .setMaxConnTotal(2 * SoakApplication.MAX_CALLERS)
            .build();

    @Override
    public String ask(String url, String json) throws IOException {
        HttpPost post = new HttpPost(url);
        post.setHeader("Authorization", "Bearer " + SoakApplication.KEY);
        post.setEntity(new StringEntity(json, ContentType.APPLICATION_JSON));
        try (CloseableHttpResponse response = client.execute(post)) {
            String body = EntityUtils.toString(response.getEntity());
            if (response.getStatusLine().getStatusCode() != 200) {
                throw new IOException("status " + response.getStatusLine().getStatusCode());
            }
            return body;
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
