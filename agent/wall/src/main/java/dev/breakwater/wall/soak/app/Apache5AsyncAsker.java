package dev.breakwater.wall.soak.app;

import java.io.IOException;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.io.CloseMode;

/** Apache HttpClient 5, asynchronous. */
final class Apache5AsyncAsker implements Asker {
    private final CloseableHttpAsyncClient client = HttpAsyncClients.custom()
            .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(SoakApplication.MAX_CALLERS)
                    .setMaxConnTotal(2 * SoakApplication.MAX_CALLERS)
                    .build())
            .build();

    Apache5AsyncAsker() {
        client.start();
    }

    @Override
    public String ask(String url, String json) throws IOException, InterruptedException {
        SimpleHttpRequest request = SimpleRequestBuilder.post(url)
                .setHeader("Authorization", "Bearer " + SoakApplication.KEY)
                .setBody(json, ContentType.APPLICATION_JSON)
                .build();
        SimpleHttpResponse response = Waiting.on(client.execute(request, null));
        if (response.getCode() != 200) {
            throw new IOException("status " + response.getCode());
        }
        return response.getBodyText();
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
