package dev.breakwater.sample;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.web.servlet.MockMvc;

@WebMvcTest(AnswerController.class)
final class AnswerControllerTest {

    @Autowired
    private MockMvc mvc;

    @Test
    void answers_with_the_client_and_model_asked_for() throws Exception {
        mvc.perform(get("/answer?question=why&via=echo&model=m-2"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.via").value("echo"))
                .andExpect(jsonPath("$.text").value("why by m-2"));
    }

    @Test
    void uses_the_configured_model_unless_told() throws Exception {
        mvc.perform(get("/answer?question=why&via=echo"))
                .andExpect(jsonPath("$.text").value("why by m-1"));
    }

    @Test
    void a_failing_provider_is_a_bad_gateway_with_the_innermost_reason() throws Exception {
        mvc.perform(get("/answer?question=why&via=broken"))
                .andExpect(status().isBadGateway())
                .andExpect(jsonPath("$.detail").value("java.io.IOException: connection reset"));
    }

    @Test
    void an_unknown_client_is_the_callers_mistake() throws Exception {
        mvc.perform(get("/answer?question=why&via=nobody")).andExpect(status().isBadRequest());
    }

    @TestConfiguration
    static class Assistants {

        @Bean
        @Primary
        LlmProperties llm() {
            return new LlmProperties("http://127.0.0.1:1/v1", "sk", "m-1", Duration.ofSeconds(1));
        }

        @Bean
        Assistant echo() {
            return (question, model) -> question + " by " + model;
        }

        @Bean
        Assistant broken() {
            return (question, model) -> {
                throw new UncheckedIOException(new IOException("connection reset"));
            };
        }
    }
}
