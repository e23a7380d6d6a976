package com.example.okhttp;

import dev.breakwater.client.scenario.World;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/** What the applications ask the first provider, with the key that they have for it. */
final class Requests {
    static final String KEY_A = "sk-caller";
    static final MediaType JSON = MediaType.parse("application/json");

    private Requests() {}

    static Request chat(World world) {
        return chat(world.a.baseUrl());
    }

    static Request chat(String baseUrl) {
        return request(baseUrl, json("m-1", false));
    }

    static Request streamedChat(World world) {
        return request(world.a.baseUrl(), json("m-1", true));
    }

    static String json(String model, boolean stream) {
        return "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"model\":\"" + model + "\",\"stream\":" + stream
                + "}";
    }

    static Request models(World world) {
        return new Request.Builder()
                .url(world.a.baseUrl() + "/models")
                .header("Authorization", "Bearer " + KEY_A)
                .build();
    }

    private static Request request(String baseUrl, String json) {
        return request(baseUrl, RequestBody.create(JSON, json));
    }

    static Request request(String baseUrl, RequestBody body) {
        return new Request.Builder()
                .url(baseUrl + "/chat/completions")
                .header("Authorization", "Bearer " + KEY_A)
                .post(body)
                .build();
    }
}
