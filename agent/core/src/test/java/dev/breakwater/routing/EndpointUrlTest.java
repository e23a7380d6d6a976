package dev.breakwater.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.message.Url;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EndpointUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://a.example.com/v1, https://b.example.com/llm/v1, /v1/chat, /llm/v1/chat",
        "https://a.example.com/v1, https://b.example.com, /v1/chat, /chat",
        "https://a.example.com, https://b.example.com/llm, /v1/messages, /llm/v1/messages",
        "https://a.example.com/, https://b.example.com/llm/, /v1/messages, /llm/v1/messages",
        "https://a.example.com, https://b.example.com, /v1/messages, /v1/messages",
        "https://a.example.com/v1, 'https://b.example.com/deployments/{model}', /v1/chat, /deployments/m/chat",
    })
    void what_lies_below_the_callers_base_lies_below_the_endpoint(
            String base, String endpoint, String asked, String expected) {
        Url callerBase = Url.parse(base);

        Url url = EndpointUrl.parse(endpoint).rewrite(callerBase.withPath(asked, "q=1"), callerBase, "m");

        assertThat(url.path()).isEqualTo(expected);
        assertThat(url.host()).isEqualTo("b.example.com");
        assertThat(url.query()).isEqualTo("q=1");
    }
}
