package dev.breakwater.client.jdk;

import dev.breakwater.call.Decision;
import dev.breakwater.client.nonblocking.LiveAttempt;
import dev.breakwater.message.BodyHeaders;
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

    /** The head of an answer as the application sees it. */
    static ResponseInfo seen(LiveAttempt answer, ResponseInfo info) {
        HttpHeaders headers = seen(answer, info.headers());
        return headers.equals(info.headers()) ? info : new Head(info.statusCode(), headers, info.version());
    }

    /** The same object where the application sees what came. */
    static HttpHeaders seen(LiveAttempt answer, HttpHeaders came) {
        List<Header> added = answer.decision() instanceof Decision.Deliver deliver ? deliver.headersToAdd() : List.of();
        boolean rewritten = answer.rewrites()
                && BodyHeaders.NAMES.stream()
                        .anyMatch(name -> came.firstValue(name).isPresent());
        if (added.isEmpty() && !rewritten) {
            return came;
        }
        Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(came.map());
        if (rewritten) {
            BodyHeaders.NAMES.forEach(all::remove);
        }
        added.forEach(header -> all.put(header.name(), List.of(header.value())));
        return HttpHeaders.of(all, (name, value) -> true);
    }

    /** The head of a response that the agent makes itself. */
    static Head of(Response response) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : response.headers()) {
            headers.computeIfAbsent(header.name(), name -> new ArrayList<>()).add(header.value());
        }
        return new Head(response.status(), HttpHeaders.of(headers, (name, value) -> true), Version.HTTP_1_1);
    }
}
