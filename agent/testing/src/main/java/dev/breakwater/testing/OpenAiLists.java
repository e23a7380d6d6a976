package dev.breakwater.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** OpenAI's answers that are lists: embeddings and models. They are never streamed. */
final class OpenAiLists implements WireFormat {

    private static final List<String> MODELS = List.of("gpt-4.1", "gpt-4.1-mini", "text-embedding-3-small");

    @Override
    public String plain(Hit hit, Answer answer) {
        return hit.path().contains("/embeddings") ? embeddings(hit, answer) : models(answer);
    }

    @Override
    public List<StreamEvent> events(Hit hit, Answer answer) {
        return List.of(StreamEvent.token(plain(hit, answer)));
    }

    @Override
    public String errorBody(Complaint complaint) {
        return OpenAiChat.openAiError(complaint);
    }

    private static String models(Answer answer) {
        return MODELS.stream()
                .map(id -> "{\"id\":\"%s\",\"object\":\"model\",\"created\":1790000000,\"owned_by\":\"%s\"}"
                        .formatted(id, answer.provider()))
                .collect(Collectors.joining(",", "{\"object\":\"list\",\"data\":[", "]}"));
    }

    private static String embeddings(Hit hit, Answer answer) {
        int inputs = hit.json().get("input") instanceof List<?> list ? list.size() : 1;
        String vector = "base64".equals(hit.json().get("encoding_format")) ? base64Vector() : "[0.25,-0.5,0.75]";
        return IntStream.range(0, inputs)
                .mapToObj(n -> "{\"object\":\"embedding\",\"index\":%d,\"embedding\":%s}".formatted(n, vector))
                .collect(Collectors.joining(
                        ",",
                        "{\"object\":\"list\",\"data\":[",
                        "],\"model\":%s,\"usage\":{\"prompt_tokens\":%d,\"total_tokens\":%d}}"
                                .formatted(Json.quote(answer.model()), Answer.PROMPT_TOKENS, Answer.PROMPT_TOKENS)));
    }

    private static String base64Vector() {
        ByteBuffer floats = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        floats.putFloat(0.25f).putFloat(-0.5f).putFloat(0.75f);
        return Json.quote(Base64.getEncoder().encodeToString(floats.array()));
    }
}
