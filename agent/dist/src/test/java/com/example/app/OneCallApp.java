package com.example.app;

import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Asks the model behind a base URL one question with OkHttp and prints the answer's status. */
public final class OneCallApp {
    private static final String QUESTION =
            "{\"model\":\"gpt-test\",\"messages\":[{\"role\":\"user\",\"content\":\"Are you there?\"}]}";

    private OneCallApp() {}

    public static void main(String[] arguments) throws Exception {
        Request request = new Request.Builder()
                .url(arguments[0] + "/chat/completions")
                .header("Authorization", "Bearer sk-application")
                .post(RequestBody.create(QUESTION, MediaType.get("application/json")))
                .build();
        try (Response response = new OkHttpClient().newCall(request).execute()) {
            response.body().string();
            System.out.println("status " + response.code());
        }
        System.exit(0);
    }
}
