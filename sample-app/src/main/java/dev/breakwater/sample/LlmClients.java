package dev.breakwater.sample;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The SDKs' clients with nothing but address, key and timeout set; their own retries are left as they come. */
@Configuration(proxyBeanMethods = false)
class LlmClients {

    @Bean
    OpenAIClient openAiClient(LlmProperties llm) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(llm.baseUrl())
                .apiKey(llm.apiKey())
                .timeout(llm.timeout())
                .build();
    }

    @Bean
    ChatModel langChainModel(LlmProperties llm) {
        return OpenAiChatModel.builder()
                .baseUrl(llm.baseUrl())
                .apiKey(llm.apiKey())
                .modelName(llm.model())
                .timeout(llm.timeout())
                .build();
    }
}
