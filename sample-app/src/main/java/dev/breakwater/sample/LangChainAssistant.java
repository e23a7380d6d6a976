package dev.breakwater.sample;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import org.springframework.stereotype.Component;

/** LangChain4j on the JDK's HTTP client. */
@Component("langchain4j")
final class LangChainAssistant implements Assistant {

    private final ChatModel chatModel;

    LangChainAssistant(ChatModel chatModel) {
        this.chatModel = chatModel;
    }

    @Override
    public String answer(String question, String model) {
        ChatRequest request = ChatRequest.builder()
                .modelName(model)
                .messages(UserMessage.from(question))
                .build();
        return chatModel.chat(request).aiMessage().text();
    }
}
