package dev.breakwater.client.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.client.contract.ClientUnderTest.Ability;
import dev.breakwater.testing.Fault;
import dev.breakwater.testing.Hit;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing fails, so nothing changes. */
interface HealthyContract extends Contract {

    @ParameterizedTest
    @EnumSource
    default void one_call_is_one_send(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().two());

        Received answer = scene.call(style, scene.chat());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("\"content\":\"primary m-1 t3");
        assertThat(scene.primary.hitCount()).isEqualTo(1);
        assertThat(scene.fallback.hitCount()).isZero();
        Hit hit = scene.primary.lastHit();
        assertThat(hit.key()).isEqualTo(Ask.CALLER_KEY);
        assertThat(hit.bodyText()).isEqualTo(new String(scene.chat().content()));
    }

    @ParameterizedTest
    @EnumSource
    default void one_streamed_call_is_one_send(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().two());

        Received answer = scene.call(style, scene.streamedChat());

        assertThat(answer.text()).contains(" t3").contains(" t60").endsWith("data: [DONE]\n\n");
        assertThat(scene.sends()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"BLOCKING", "ASYNC"})
    default void the_application_sees_its_own_request(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().two());

        Received answer = scene.call(style, scene.chat().with("X-Own", "1"));

        assertThat(answer.requestUrl()).isEqualTo(scene.chat().url());
        assertThat(answer.header("x-should-retry")).isNull();
        assertThat(answer.header("X-Served-By")).isEqualTo("primary");
        assertThat(scene.primary.lastHit().header("X-Own")).isEqualTo("1");
    }

    @ParameterizedTest
    @EnumSource
    default void a_call_to_nobodys_host_is_untouched(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().two());
        scene.fallback.byDefault(Fault.error500());

        Received answer = scene.call(style, Ask.chat(scene.fallback.baseUrl()));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(scene.fallback.hitCount()).isEqualTo(1);
        assertThat(scene.log.started()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    default void a_call_to_another_host_is_untouched(CallStyle style) throws Exception {
        Scene scene = scene().under(PolicyOfTest.of("http://elsewhere.example.org/v1"));

        Received answer = scene.call(style, scene.chat());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(scene.log.started()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    default void observing_changes_nothing(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().two().observing());
        scene.primary.byDefault(Fault.error500());

        Received answer = scene.call(style, scene.chat());

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.header("x-should-retry")).isNull();
        assertThat(scene.sends()).isEqualTo(1);
        assertThat(scene.log.started()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    default void a_get_has_no_body(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().one());

        Received answer = scene.call(style, Ask.withoutBody("GET", scene.primary.baseUrl() + "/models"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("\"object\":\"list\"");
        assertThat(scene.primary.lastHit().method()).isEqualTo("GET");
        assertThat(scene.primary.lastHit().body()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    default void a_head_brings_a_head(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().one());
        try (PlainServer server = PlainServer.start()) {
            scene.under(PolicyOfTest.of(server.baseUrl()));

            Received answer = scene.call(style, Ask.withoutBody("HEAD", server.baseUrl() + "/chat/completions"));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
            assertThat(server.requests()).containsExactly("HEAD /v1/chat/completions");
        }
    }

    @ParameterizedTest
    @EnumSource
    default void a_connection_is_used_again(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().one());

        for (int i = 0; i < 5; i++) {
            scene.call(style, i % 2 == 0 ? scene.chat() : scene.streamedChat());
        }

        assertThat(scene.primary.hits()).extracting(Hit::connectionId).containsOnly(1);
    }

    @ParameterizedTest
    @EnumSource
    default void a_redirect_is_followed_within_an_attempt(CallStyle style) throws Exception {
        Scene scene = scene().with(new ClientUnderTest.Setup(true)).under(scene().one());
        scene.needs(Ability.REDIRECTS);
        scene.primary.answer(Fault.status(302, Map.of("Location", scene.primary.baseUrl() + "/models"), ""));

        Received answer = scene.call(style, Ask.withoutBody("GET", scene.primary.baseUrl() + "/files"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("\"object\":\"list\"");
        assertThat(scene.primary.hits()).extracting(Hit::path).containsExactly("/v1/files", "/v1/models");
        assertThat(scene.log.started()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    default void a_redirect_that_is_not_followed_is_the_answer(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().one());
        scene.primary.answer(Fault.status(302, Map.of("Location", scene.primary.baseUrl() + "/models"), "elsewhere"));

        Received answer = scene.call(style, Ask.withoutBody("GET", scene.primary.baseUrl() + "/files"));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.text()).isEqualTo("elsewhere");
        assertThat(scene.primary.hitCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    default void a_compressed_answer_is_what_the_client_makes_of_it(CallStyle style) throws Exception {
        try (PlainServer server = PlainServer.start()) {
            Scene scene = scene().under(PolicyOfTest.of(server.baseUrl()));

            Received plain = scene.call(style, Ask.chat(server.baseUrl()).with("X-Test", "gzip"));
            Received streamed =
                    scene.call(style, Ask.streamedChat(server.baseUrl()).with("X-Test", "gzip"));

            assertThat(PlainServer.unzipped(plain.body(), scene.can(Ability.TRANSPARENT_GZIP)))
                    .isEqualTo(PlainServer.CHAT);
            assertThat(PlainServer.unzipped(streamed.body(), scene.can(Ability.TRANSPARENT_GZIP)))
                    .isEqualTo(PlainServer.STREAM);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    default void a_hundred_calls_at_once_are_a_hundred_sends(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().two());
        scene.needs(style);
        ExecutorService callers = Executors.newFixedThreadPool(style.blocking() ? 100 : 4);
        try {
            List<Future<Received>> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                Ask ask = i % 2 == 0 ? scene.chat() : scene.streamedChat();
                answers.add(callers.submit(() -> scene.call(style, ask)));
            }
            for (Future<Received> answer : answers) {
                assertThat(answer.get(30, TimeUnit.SECONDS).text()).contains(" t60");
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(scene.primary.hitCount()).isEqualTo(100);
    }

    @Test
    default void virtual_threads_call_and_wait_without_a_carrier() throws Exception {
        Scene scene = scene().under(scene().one());
        scene.needs(Ability.BLOCKING);
        for (int i = 0; i < 20; i++) {
            scene.primary.answer(Fault.unavailable503());
        }
        ExecutorService virtual = virtualThreads();
        try {
            List<Future<Received>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Callable<Received> call = () -> scene.call(CallStyle.BLOCKING, scene.chat());
                answers.add(virtual.submit(call));
            }
            for (Future<Received> answer : answers) {
                assertThat(answer.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
            }
        } finally {
            virtual.shutdownNow();
        }
        assertThat(scene.primary.hitCount()).isEqualTo(40);
    }

    private static ExecutorService virtualThreads() throws IllegalAccessException, InvocationTargetException {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException e) {
            Assumptions.abort("this JDK has no virtual threads");
            return CompletableFuture.<ExecutorService>failedFuture(e).join();
        }
    }
}
