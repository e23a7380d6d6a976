package com.example.client;

import java.io.IOException;

/** A client's class like the JDK's facade: takes and returns objects, branches right at its beginning. */
public class TrialClient {
    public String send(String request, Object handler) throws IOException {
        while (request.startsWith("/")) {
            request = request.substring(1);
        }
        if (request.equals("fail")) {
            throw new IOException("from the client");
        }
        return "original " + request;
    }

    public void warm(java.util.List<String> said) {
        said.add("original");
    }
}
