package dev.breakwater.wall.soak.app;

import java.io.IOException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** Apache HttpClient 5, classic. */
final class Apache5Asker implements Asker {
    private final CloseableHttpClient client = HttpClients.custom()
            .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(SoakApplication.MAX_CALLERS)
                    .setMaxConnTotal(2 * SoakApplication.MAX_CALLERS)
                    .build())
            .build();

    @Override
    public String ask(String url, String json) throws IOException {
        HttpPost post = new HttpPost(url);
        post.setHeader("Authorization", "Bearer " + SoakApplication.KEY);
        post.setEntity(new StringEntity(json, ContentType.APPLICATION_JSON));
        return client.execute(post, response -> {
            if (response.getCode() != 200) {
                throw new IOException("status " + response.getCode());
            }
            return EntityUtils.toString(response.getEntity());
        });
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
