package dev.breakwater.sample;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Which provider the service talks to.
 *
 * @param baseUrl up to and including the version, as {@code https://api.openai.com/v1}
 * @param timeout of one request, as each client understands it
 */
@ConfigurationProperties("llm")
public record LlmProperties(String baseUrl, String apiKey, String model, Duration timeout) {}
