import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import retrofit2.Call;
import retrofit2.Response;
import retrofit2.Retrofit;
import retrofit2.converter.scalars.ScalarsConverterFactory;
import retrofit2.http.Body;
import retrofit2.http.Header;
import retrofit2.http.POST;

/** An interface that Retrofit implements over OkHttp: called, and enqueued as what it makes of a future. */
final class Retrofits {
    interface Chat {
        @POST("chat/completions")
        Call<String> ask(@Header("Authorization") String key, @Body RequestBody body);

        @POST("chat/completions")
        CompletableFuture<String> askLater(@Header("Authorization") String key, @Body RequestBody body);
    }

    public static void main(String[] arguments) throws Exception {
        Chat chat = new Retrofit.Builder()
                .baseUrl(arguments[0] + "/")
                .addConverterFactory(ScalarsConverterFactory.create())
                .build()
                .create(Chat.class);
        Questions.answer(Map.of(
                "plain", question -> read(chat.ask(key(), body(question)).execute()),
                "future", question -> chat.askLater(key(), body(question)).get()));
    }

    private static String key() {
        return "Bearer " + Questions.KEY;
    }

    private static RequestBody body(String question) {
        return RequestBody.create(Questions.chat(question), MediaType.get("application/json"));
    }

    private static String read(Response<String> response) throws IOException {
        if (!response.isSuccessful()) {
            throw new IOException("status " + response.code());
        }
        return response.body();
    }
}
