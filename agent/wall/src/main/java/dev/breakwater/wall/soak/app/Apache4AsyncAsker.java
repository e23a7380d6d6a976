package dev.breakwater.wall.soak.app;

import java.io.IOException;
import org.apache.http.HttpResponse;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.entity.ContentType;
import org.apache.http.impl.nio.client.CloseableHttpAsyncClient;
import org.apache.http.impl.nio.client.HttpAsyncClients;
import org.apache.http.nio.entity.NStringEntity;
import org.apache.http.util.EntityUtils;

/** Apache HttpAsyncClient 4. */
final class Apache4AsyncAsker implements Asker {
    private final CloseableHttpAsyncClient client = HttpAsyncClients.custom()
            .setMaxConnPerRoute(SoakApplication.MAX_CALLERS)
            .setMaxConnTotal(2 * SoakApplication.MAX_CALLERS)
            .build();

    Apache4AsyncAsker() {
        client.start();
    }

    @Override
    public String ask(String url, String json) throws IOException, InterruptedException {
        HttpPost post = new HttpPost(url);
        post.setHeader("Authorization", "Bearer " + SoakApplication.KEY);
        post.setEntity(new NStringEntity(json, ContentType.APPLICATION_JSON));
        HttpResponse response = Waiting.on(client.execute(post, null));
        if (response.getStatusLine().getStatusCode() != 200) {
            throw new IOException("status " + response.getStatusLine().getStatusCode());
        }
        return EntityUtils.toString(response.getEntity());
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
