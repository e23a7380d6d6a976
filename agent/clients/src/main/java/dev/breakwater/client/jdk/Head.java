package dev.breakwater.client.jdk;

import dev.breakwater.message.Header;
import dev.breakwater.message.Response;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A response's head that the agent has had a hand in. */
record Head(int statusCode, HttpHeaders headers, Version version) implements ResponseInfo {

    static Head with(List<Header> added, ResponseInfo info) {
        return new Head(info.statusCode(), with(added, info.headers()), info.version());
    }

    /** The head of a response that the agent makes itself. */
    static Head of(Response response) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : response.headers()) {
            headers.computeIfAbsent(header.name(), name -> new ArrayList<>()).add(header.value());
        }
        return new Head(response.status(), HttpHeaders.of(headers, (name, value) -> true), Version.HTTP_1_1);
    }

    static HttpHeaders with(List<Header> added, HttpHeaders headers) {
        Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers.map());
        added.forEach(header -> all.put(header.name(), List.of(header.value())));
        return HttpHeaders.of(all, (name, value) -> true);
    }
}
