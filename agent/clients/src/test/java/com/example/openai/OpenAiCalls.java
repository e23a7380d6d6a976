package com.example.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientAsync;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.client.okhttp.OpenAIOkHttpClientAsync;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.OpenAIException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.breakwater.client.scenario.Scenario;
import dev.breakwater.client.scenario.World;
import dev.breakwater.testing.Fault;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** openai-java makes a client for each request, retries by itself, and removes keys from requests to another host. */
public final class OpenAiCalls {

    @Scenario
    public void a_plain_call_fails_over_although_the_sdk_removes_keys_on_another_host(World world) {
        world.governed();
        world.a.byDefault(Fault.badKey());
        world.b.byDefault(Fault.keyedBy(World.KEY_B));

        ChatCompletion completion = client(world).chat().completions().create(question());

        assertThat(text(completion)).startsWith("b m-1");
        assertThat(world.a.hitCount()).isEqualTo(1);
        assertThat(world.b.hits()).singleElement().satisfies(hit -> {
            assertThat(hit.key()).isEqualTo(World.KEY_B);
            assertThat(hit.headers().toString()).doesNotContain("sk-caller");
        });
    }

    @Scenario
    public void an_asynchronous_call_fails_over(World world) throws Exception {
        world.governed();
        world.a.byDefault(Fault.badKey());
        world.b.byDefault(Fault.keyedBy(World.KEY_B));
        OpenAIClientAsync client = OpenAIOkHttpClientAsync.builder()
                .baseUrl(world.a.baseUrl())
                .apiKey("sk-caller")
                .build();

        ChatCompletion completion =
                client.chat().completions().create(question()).get(20, TimeUnit.SECONDS);

        assertThat(text(completion)).startsWith("b m-1");
        assertThat(world.b.hitCount()).isEqualTo(1);
    }

    @Scenario
    public void a_streamed_call_fails_over_before_its_first_token_and_is_cut_loudly_after_it(World world) {
        world.governed(draft -> draft.firstToken(Duration.ofMillis(600)));
        world.a.answer(Fault.slowFirstToken(Duration.ofSeconds(20)), Fault.truncatedAfter(20));
        OpenAIClient client = client(world);

        assertThat(streamed(client)).startsWith("b m-1");
        assertThatThrownBy(() -> streamed(client)).isInstanceOf(OpenAIException.class);
    }

    @Scenario
    public void a_healthy_call_is_one_send_and_an_error_of_the_callers_own_is_not_repeated(World world) {
        world.governed();
        world.a.answer(Fault.none(), Fault.badRequest("invalid_value"));
        OpenAIClient client = client(world);

        assertThat(text(client.chat().completions().create(question()))).startsWith("a m-1");
        assertThatThrownBy(() -> client.chat().completions().create(question()))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("400");
        assertThat(world.a.hitCount()).isEqualTo(2);
        assertThat(world.b.hitCount()).isZero();
    }

    @Scenario
    public void the_retries_of_the_sdk_do_not_multiply_ours(World world) {
        world.governed();
        world.a.byDefault(Fault.error500());
        world.b.byDefault(Fault.error500());

        assertThatThrownBy(() -> client(world).chat().completions().create(question()))
                .isInstanceOf(InternalServerException.class);
        assertThat(world.a.hitCount() + world.b.hitCount()).isEqualTo(3);
    }

    private static OpenAIClient client(World world) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(world.a.baseUrl())
                .apiKey("sk-caller")
                .build();
    }

    private static ChatCompletionCreateParams question() {
        return ChatCompletionCreateParams.builder()
                .model("m-1")
                .addUserMessage("Hi")
                .build();
    }

    private static String text(ChatCompletion completion) {
        return completion.choices().get(0).message().content().orElseThrow();
    }

    private static String streamed(OpenAIClient client) {
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(question())) {
            return stream.stream()
                    .flatMap(chunk -> chunk.choices().stream())
                    .flatMap(choice -> choice.delta().content().stream())
                    .collect(Collectors.joining());
        }
    }
}
