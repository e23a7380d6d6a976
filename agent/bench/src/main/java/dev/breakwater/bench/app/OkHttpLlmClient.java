package dev.breakwater.bench.app;

import java.io.IOException;
import java.util.function.Consumer;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;

/** OkHttp as it comes. */
final class OkHttpLlmClient implements LlmClient {
    private static final MediaType JSON = MediaType.get("application/json");

    private final OkHttpClient client = new OkHttpClient();
    private final String url;

    private final String[] header;

    /** @param header a name and a value; an empty name for none */
    OkHttpLlmClient(String baseUrl, String[] header) {
        this.header = header;
        url = baseUrl + "/chat/completions";
    }

    @Override
    public byte[] plain() throws IOException {
        try (Response response = checked(client.newCall(request("")).execute())) {
            return response.body().bytes();
        }
    }

    @Override
    public void stream(String asked, Consumer<String> line) throws IOException {
        try (Response response = checked(client.newCall(request(asked)).execute())) {
            BufferedSource source = response.body().source();
            for (String next = source.readUtf8Line(); next != null; next = source.readUtf8Line()) {
                line.accept(next);
            }
        }
    }

    private Request request(String more) {
        Request.Builder builder = new Request.Builder()
                .url(url)
                .header("Authorization", "Bearer sk-bench")
                .post(RequestBody.create(REQUEST.formatted(more), JSON));
        if (!header[0].isEmpty()) {
            builder.header(header[0], header[1]);
        }
        return builder.build();
    }

    private static Response checked(Response response) throws IOException {
        if (response.code() != 200) {
            throw new IOException("status " + response.code());
        }
        return response;
    }
}
