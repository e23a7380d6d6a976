package dev.breakwater.client.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.client.contract.ClientUnderTest.Ability;
import dev.breakwater.routing.AuthScheme;
import dev.breakwater.testing.Ending;
import dev.breakwater.testing.Fault;
import dev.breakwater.testing.Hit;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A provider fails before it has answered: the application hears of it only when nothing helps, and then the truth. */
interface FailureContract extends Contract {

    @ParameterizedTest
    @EnumSource
    default void a_failed_attempt_is_repeated(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().one());
        scene.primary.answer(Fault.unavailable503());

        Received answer = scene.call(style, scene.chat());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("primary m-1 t3");
        assertThat(scene.primary.hitCount()).isEqualTo(2);
        if (!scene.can(Ability.CLOSES_AFTER_SERVER_ERRORS)) {
            assertThat(scene.primary.hits())
                    .as("the connection lives on")
                    .extracting(Hit::connectionId)
                    .containsOnly(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    default void a_failover_changes_url_key_headers_and_model(CallStyle style) throws Exception {
        Scene scene = scene();
        scene.under(scene.one()
                .endpoint(
                        "fallback",
                        scene.fallback.origin() + "/openai/deployments/{model}",
                        AuthScheme.API_KEY,
                        Scene.FALLBACK_KEY,
                        Map.of("m-1", Optional.of("m-eu"))));
        scene.primary.byDefault(Fault.unavailable503());

        Received answer = scene.call(
                style,
                scene.chat()
                        .with("OpenAI-Organization", "org-1")
                        .with("Cookie", "session=1")
                        .with("X-Own", "kept"));

        assertThat(answer.text()).contains("fallback m-eu t3");
        Hit hit = scene.fallback.lastHit();
        assertThat(hit.path()).isEqualTo("/openai/deployments/m-eu/chat/completions");
        assertThat(hit.header("api-key")).isEqualTo(Scene.FALLBACK_KEY);
        assertThat(hit.header("Authorization")).isNull();
        assertThat(hit.header("OpenAI-Organization")).isNull();
        assertThat(hit.header("Cookie")).isNull();
        assertThat(hit.header("X-Own")).isEqualTo("kept");
        assertThat(hit.header("X-Breakwater-Test")).isEqualTo("fallback");
        assertThat(hit.header("Host")).isEqualTo("127.0.0.1:" + scene.fallback.port());
        assertThat(hit.bodyText()).isEqualTo(new String(scene.chat().content()).replace("m-1", "m-eu"));
    }

    @ParameterizedTest
    @EnumSource(names = {"BLOCKING", "ASYNC"})
    default void the_application_never_sees_the_fallbacks_key(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().two());
        scene.primary.byDefault(Fault.unavailable503());

        Received answer = scene.call(style, scene.chat());

        assertThat(answer.text()).contains("fallback m-1");
        assertThat(scene.fallback.lastHit().key()).isEqualTo(Scene.FALLBACK_KEY);
        assertThat(answer.requestUrl()).isEqualTo(scene.chat().url());
        assertThat(answer.requestHeaders().toString()).contains(Ask.CALLER_KEY).doesNotContain(Scene.FALLBACK_KEY);
    }

    @ParameterizedTest
    @EnumSource
    default void a_retry_after_is_waited_for(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().one());
        scene.primary.answer(Fault.rateLimited(Duration.ofSeconds(1)));

        Received answer = scene.call(style, scene.chat());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(gap(scene.primary.hits())).isGreaterThanOrEqualTo(Duration.ofMillis(950));
    }

    private static Duration gap(List<Hit> hits) {
        assertThat(hits).hasSize(2);
        return Duration.ofNanos(hits.get(1).arrivedNanos() - hits.get(0).arrivedNanos());
    }

    @ParameterizedTest
    @EnumSource
    default void a_wrong_request_is_refused_once_and_in_the_providers_words(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().two());
        scene.primary.answer(Fault.badRequest("content_policy_violation"));

        Received answer = scene.call(style, scene.chat());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("\"code\":\"content_policy_violation\"");
        assertThat(answer.header("x-should-retry")).isNull();
        assertThat(scene.sends()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"BLOCKING", "ASYNC"})
    default void the_last_failure_comes_whole_and_asks_not_to_be_repeated(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().two().maxAttempts(3));
        scene.primary.byDefault(Fault.unavailable503());
        scene.fallback.byDefault(Fault.overloaded529());

        Received answer = scene.call(style, scene.chat());

        assertThat(scene.sends()).isEqualTo(3);
        assertThat(answer.status()).isIn(503, 529);
        assertThat(answer.text()).startsWith("{\"error\":{").endsWith("}}");
        assertThat(answer.header("x-should-retry")).isEqualTo("false");
        assertThat(answer.header("X-Served-By")).isIn("primary", "fallback");
    }

    @ParameterizedTest
    @EnumSource
    default void a_large_error_page_comes_whole(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().one().maxAttempts(2));
        String page = "<html>" + "x".repeat(300_000) + "</html>";
        scene.primary.byDefault(Fault.status(502, Map.of("Content-Type", "text/html"), page));

        Received answer = scene.call(style, scene.chat());

        assertThat(scene.primary.hitCount()).isEqualTo(2);
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.text()).isEqualTo(page);
    }

    @ParameterizedTest
    @EnumSource
    default void a_compressed_error_is_classified_by_its_status(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().one());
        scene.primary.answer(Fault.gzipError());

        Received answer = scene.call(style, scene.chat());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(scene.primary.hitCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    default void a_reset_before_the_head_is_repeated(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().one());
        scene.primary.answer(Fault.resetBeforeHeaders());

        assertThat(scene.call(style, scene.chat()).status()).isEqualTo(200);

        assertThat(scene.primary.hitCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    default void a_close_before_the_head_for_ever_is_the_applications_exception(CallStyle style) {
        Scene scene = scene().under(scene().one().maxAttempts(2));
        scene.needs(style);
        scene.primary.byDefault(Fault.closedBeforeHeaders());

        assertThatThrownBy(() -> scene.call(style, scene.chat())).isInstanceOf(IOException.class);

        // The client itself may send once more over a new connection where an old one turned out to be closed.
        assertThat(scene.primary.hitCount()).isBetween(2, 4);
    }

    @ParameterizedTest
    @EnumSource
    default void a_refused_connection_fails_over(CallStyle style) throws Exception {
        Scene scene = scene();
        scene.under(scene.two());
        scene.primary.refuseConnections();

        Received answer = scene.call(style, scene.chat());

        assertThat(answer.text()).contains("fallback m-1");
        assertThat(scene.fallback.hitCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    default void a_refused_connection_is_told_as_the_client_tells_it(CallStyle style) {
        Scene scene = scene();
        scene.under(scene.one()).needs(style);
        scene.primary.refuseConnections();

        assertThatThrownBy(() -> scene.call(style, scene.chat())).isInstanceOf(java.net.ConnectException.class);
    }

    @ParameterizedTest
    @EnumSource
    default void a_plain_answer_that_is_cut_is_repeated(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().one());
        scene.primary.answer(Fault.hangUpAfter(20));

        Received answer = scene.call(style, scene.chat());

        assertThat(answer.text()).contains(" t60");
        assertThat(scene.primary.hitCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    default void a_plain_answer_that_is_always_cut_is_no_answer(CallStyle style) {
        Scene scene = scene().under(scene().one().maxAttempts(2));
        scene.needs(style);
        scene.primary.byDefault(Fault.wrongContentLength());

        assertThatThrownBy(() -> scene.call(style, scene.chat())).isInstanceOf(IOException.class);

        assertThat(scene.primary.hitCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    default void a_bad_key_is_not_tried_again_where_it_was_refused(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().two());
        scene.primary.byDefault(Fault.badKey());

        Received answer = scene.call(style, scene.chat());

        assertThat(answer.text()).contains("fallback m-1");
        assertThat(scene.primary.hitCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    default void an_sdks_own_repeat_spends_the_same_budget(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().one().maxAttempts(3));
        scene.primary.byDefault(Fault.unavailable503());

        Received answer = scene.call(style, scene.chat().with("X-Stainless-Retry-Count", "2"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(scene.primary.hitCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    default void an_sdks_repeat_of_an_exhausted_call_is_not_sent(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().one().maxAttempts(2));
        scene.primary.byDefault(Fault.unavailable503());

        Received first = scene.call(style, scene.chat());
        Received again = scene.call(style, scene.chat().with("X-Stainless-Retry-Count", "1"));

        assertThat(scene.primary.hitCount()).isEqualTo(2);
        assertThat(again.status()).isEqualTo(503);
        assertThat(again.text()).isEqualTo(first.text());
    }

    @ParameterizedTest
    @EnumSource
    default void a_full_queue_is_answered_at_once_in_the_clients_own_types(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().one().concurrentRequests(1, 0));
        scene.needs(style);
        scene.primary.answer(Fault.silence());
        try (Background holder = Background.run(() -> scene.call(style, scene.streamedChat()))) {
            assertThat(scene.primary.awaitHits(1, Scene.SOON)).isTrue();

            Received answer = scene.call(style, scene.chat());

            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.text()).contains("breakwater_rate_limit");
            assertThat(scene.primary.hitCount()).isEqualTo(1);
            scene.primary.dropConnections();
        }
        assertThat(scene.primary.hits().get(0).awaitEnd(Scene.SOON).how()).isNotEqualTo(Ending.How.ANSWERED);
    }
}
