import feign.Body;
import feign.Client;
import feign.Feign;
import feign.Headers;
import feign.Param;
import feign.RequestLine;
import feign.hc5.ApacheHttp5Client;
import feign.okhttp.OkHttpClient;
import java.util.Map;

/** An interface that Feign implements over OkHttp, Apache HttpClient 5 and HttpURLConnection, its default. */
final class Feigns {
    interface Chat {
        @RequestLine("POST /chat/completions")
        @Headers({"Content-Type: application/json", "Authorization: Bearer " + Questions.KEY})
        @Body("{body}")
        String ask(@Param("body") String body);
    }

    public static void main(String[] arguments) throws Exception {
        Chat overOkHttp = chat(arguments[0], new OkHttpClient());
        Chat overApache = chat(arguments[0], new ApacheHttp5Client());
        Chat byDefault = Feign.builder().target(Chat.class, arguments[0]);
        Questions.answer(Map.of(
                "okhttp", question -> overOkHttp.ask(Questions.chat(question)),
                "apache5", question -> overApache.ask(Questions.chat(question)),
                "default", question -> byDefault.ask(Questions.chat(question))));
    }

    private static Chat chat(String baseUrl, Client client) {
        return Feign.builder().client(client).target(Chat.class, baseUrl);
    }
}
