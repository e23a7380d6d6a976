package dev.breakwater.wall.app;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageDeltaEvent;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.TextBlock;
import java.util.stream.Collectors;

final class AnthropicJavaChat implements Chat {
    private static final long MAX_TOKENS = 200;

    private final AnthropicClient client;

    AnthropicJavaChat(String baseUrl, String key) {
        client = AnthropicOkHttpClient.builder().baseUrl(baseUrl).apiKey(key).build();
    }

    @Override
    public Told plain() {
        Message message = client.messages().create(question());
        String text = message.content().stream()
                .flatMap(block -> block.text().stream())
                .map(TextBlock::text)
                .collect(Collectors.joining());
        return new Told(
                text,
                message.model().asString(),
                message.usage().inputTokens(),
                message.usage().outputTokens(),
                message.stopReason().map(StopReason::toString).orElse(""));
    }

    @Override
    public Told streamed() {
        Reading reading = new Reading();
        try (StreamResponse<RawMessageStreamEvent> events = client.messages().createStreaming(question())) {
            events.stream().forEach(reading::take);
        }
        return reading.told();
    }

    private static MessageCreateParams question() {
        return MessageCreateParams.builder()
                .model(MODEL)
                .maxTokens(MAX_TOKENS)
                .addUserMessage(QUESTION)
                .build();
    }

    /** Takes what comes and believes that an end without an exception is the end, as many applications do. */
    private static final class Reading {
        /** Throws at events out of their order. */
        private final MessageAccumulator order = MessageAccumulator.create();

        private final StringBuilder text = new StringBuilder();
        private String model = "";
        private String stopReason = "";
        private long inputTokens = -1;
        private long outputTokens = -1;

        void take(RawMessageStreamEvent event) {
            order.accumulate(event);
            event.messageStart().ifPresent(start -> {
                model = start.message().model().asString();
                inputTokens = start.message().usage().inputTokens();
            });
            event.contentBlockDelta()
                    .flatMap(delta -> delta.delta().text())
                    .ifPresent(delta -> text.append(delta.text()));
            event.messageDelta().ifPresent(this::end);
        }

        private void end(RawMessageDeltaEvent event) {
            outputTokens = event.usage().outputTokens();
            event.delta().stopReason().ifPresent(reason -> stopReason = reason.toString());
        }

        Told told() {
            return new Told(text.toString(), model, inputTokens, outputTokens, stopReason);
        }
    }
}
