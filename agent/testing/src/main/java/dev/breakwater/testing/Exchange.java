package dev.breakwater.testing;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One request and the means to answer it, well or badly. Plain answers are cut into as many pieces as there are tokens, so that
 * "after 20 tokens" means something for them too.
 */
record Exchange(Hit hit, Answer answer, Map<String, String> extraHeaders) {

    /** The answer that a provider in good health gives. */
    Reply healthy() {
        return hit.streamed() ? answering(steps(events())) : Reply.of(200, headers("application/json"), body());
    }

    /** A 200 whose body is made of the given steps: chunked for a stream, with the healthy length (at least) for a document. */
    Reply answering(List<? extends Step> steps) {
        if (hit.streamed()) {
            return Reply.chunked(200, headers(format().streamType()), steps);
        }
        long healthyLength = length(steps(events()));
        return Reply.sized(200, headers("application/json"), Math.max(healthyLength, length(steps)), steps);
    }

    Reply error(Complaint complaint) {
        WireFormat format = format();
        Map<String, String> headers = headers("application/json");
        headers.putAll(complaint.headers());
        return Reply.of(format.errorStatus(complaint.problem()), headers, format.errorBody(complaint));
    }

    WireFormat format() {
        return WireFormat.of(hit);
    }

    List<StreamEvent> events() {
        return hit.streamed() ? format().events(hit, answer) : pieces(format().plain(hit, answer));
    }

    /** The events as writes, with the provider's own pace between tokens. */
    List<Step> steps(List<StreamEvent> events) {
        List<Step> steps = new ArrayList<>();
        for (StreamEvent event : events) {
            if (event.kind() == StreamEvent.Kind.TOKEN
                    && hit.streamed()
                    && !answer.tokenInterval().isZero()) {
                steps.add(new Step.Pause(answer.tokenInterval()));
            }
            steps.add(write(event.wire()));
        }
        return steps;
    }

    /** A piece of the answer in the format's own bytes. */
    Step write(String wire) {
        return new Step.Write(wire.getBytes(charset()));
    }

    private Charset charset() {
        return hit.streamed() ? format().streamCharset() : StandardCharsets.UTF_8;
    }

    Map<String, String> headers(String contentType) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", contentType);
        headers.put(format().requestIdHeader(), "req_" + answer.provider() + "_" + answer.serial());
        headers.put("X-Served-By", answer.provider());
        headers.putAll(extraHeaders);
        return headers;
    }

    /** All bytes of the healthy body. */
    byte[] body() {
        StringBuilder body = new StringBuilder();
        events().forEach(event -> body.append(event.wire()));
        return body.toString().getBytes(charset());
    }

    static List<Step> trickled(byte[] body, int bytesPerStep, Step between) {
        List<Step> steps = new ArrayList<>();
        for (int at = 0; at < body.length; at += bytesPerStep) {
            steps.add(new Step.Write(Arrays.copyOfRange(body, at, Math.min(at + bytesPerStep, body.length))));
            steps.add(between);
        }
        return steps;
    }

    private static List<StreamEvent> pieces(String document) {
        int size = Math.max(1, document.length() / Answer.TOKENS + 1);
        List<StreamEvent> pieces = new ArrayList<>();
        for (int at = 0, end; at < document.length(); at = end) {
            end = Math.min(at + size, document.length());
            if (end < document.length() && Character.isLowSurrogate(document.charAt(end))) {
                end++;
            }
            pieces.add(StreamEvent.token(document.substring(at, end)));
        }
        return pieces;
    }

    private static long length(List<? extends Step> steps) {
        return steps.stream()
                .mapToLong(step -> step instanceof Step.Write write ? write.bytes().length : 0)
                .sum();
    }
}
