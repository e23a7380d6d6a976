import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.internal.concurrent.TaskRunner;

/**
 * A web application with an OkHttp of its own: asks the model with it, blocking and queued, then with the JDK's
 * connection, and leaves no thread behind.
 */
public final class AskServlet extends HttpServlet {
    private static final long PATIENCE_SECONDS = 30;
    private static final String QUESTION =
            "{\"model\":\"m-1\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello?\"}]}";

    /** Without time limits, or Okio's watchdog would keep this application for a minute; nothing public ends it. */
    private final OkHttpClient client = new OkHttpClient.Builder()
            .connectTimeout(0, TimeUnit.SECONDS)
            .readTimeout(0, TimeUnit.SECONDS)
            .writeTimeout(0, TimeUnit.SECONDS)
            .build();

    @Override
    protected void doGet(HttpServletRequest asked, HttpServletResponse answer) throws IOException, ServletException {
        String url = asked.getParameter("url") + "/chat/completions";
        Request request = new Request.Builder()
                .url(url)
                .header("Authorization", "Bearer sk-application")
                .post(RequestBody.create(QUESTION, MediaType.get("application/json")))
                .build();
        int blocking = status(client.newCall(request).execute());
        int queued = await(queued(request));
        int connection = connection(asked.getParameter("limited") + "/chat/completions");
        boolean own = OkHttpClient.class.getClassLoader() == getClass().getClassLoader();
        answer.getWriter().print(blocking + " " + queued + " " + connection + (own ? " own" : " shared"));
    }

    private static int connection(String url) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setDoOutput(true);
        connection.setRequestProperty("Authorization", "Bearer sk-application");
        connection.setRequestProperty("Content-Type", "application/json");
        connection.getOutputStream().write(QUESTION.getBytes(StandardCharsets.UTF_8));
        try (InputStream answer = connection.getInputStream()) {
            answer.readAllBytes();
        }
        return connection.getResponseCode();
    }

    private CompletableFuture<Integer> queued(Request request) {
        CompletableFuture<Integer> status = new CompletableFuture<>();
        client.newCall(request).enqueue(new Callback() {
            @Override
            public void onResponse(Call call, Response response) throws IOException {
                status.complete(status(response));
            }

            @Override
            public void onFailure(Call call, IOException failure) {
                status.completeExceptionally(failure);
            }
        });
        return status;
    }

    /** Without the future's own timeout, whose thread would be this application's for ever. */
    private static int await(CompletableFuture<Integer> status) throws ServletException {
        try {
            return status.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException failure) {
            throw new ServletException(failure);
        }
    }

    private static int status(Response response) throws IOException {
        try (response) {
            response.body().string();
            return response.code();
        }
    }

    @Override
    public void destroy() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
        ((TaskRunner.RealBackend) TaskRunner.INSTANCE.getBackend()).shutdown();
        try {
            client.dispatcher().executorService().awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
