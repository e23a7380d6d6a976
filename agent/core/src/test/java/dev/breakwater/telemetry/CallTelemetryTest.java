package dev.breakwater.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.call.Call;
import dev.breakwater.call.CallListener;
import dev.breakwater.call.CallObserver;
import dev.breakwater.call.Decision;
import dev.breakwater.message.Request;
import dev.breakwater.policy.Mode;
import dev.breakwater.policy.UpstreamPolicy;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The spans of calls, as an exporter gets them. */
final class CallTelemetryTest {
    private final Recorder recorder = new Recorder();

    private Rig rig(UpstreamPolicy policy) {
        return new Rig(recorder.ticker, recorder.listener(), policy);
    }

    @Test
    void a_call_is_one_client_span_that_says_what_was_asked_and_answered() {
        rig(TestPolicies.failover()).call(Rig.chat(false), Script.answers());

        SpanData call = recorder.call();
        assertThat(call.getName()).isEqualTo("chat gpt-4.1");
        assertThat(call.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(call.getParentSpanContext().isValid()).isFalse();
        assertThat(call.getAttributes().asMap())
                .isEqualTo(Attributes.builder()
                        .put("gen_ai.operation.name", "chat")
                        .put("gen_ai.provider.name", "openai")
                        .put("gen_ai.request.model", "gpt-4.1")
                        .put("gen_ai.request.max_tokens", 64)
                        .put("gen_ai.response.model", "gpt-4.1-2025-04-14")
                        .put("gen_ai.response.id", "chatcmpl-7")
                        .put(Names.FINISH_REASONS, "stop")
                        .put("gen_ai.usage.input_tokens", 30)
                        .put("gen_ai.usage.output_tokens", 12)
                        .put("gen_ai.usage.cache_read.input_tokens", 10)
                        .put("gen_ai.usage.reasoning.output_tokens", 5)
                        .put("server.address", "api.openai.com")
                        .put("server.port", 443)
                        .put("breakwater.upstream", "openai")
                        .put("breakwater.endpoint", "primary")
                        .put("breakwater.attempt_count", 1)
                        .build()
                        .asMap());
    }

    @Test
    void each_send_is_a_client_span_beneath_it_and_the_first_one_counts_no_resend() {
        rig(TestPolicies.failover()).call(Rig.chat(false), Script.answers());

        SpanData attempt = recorder.attempts().get(0);
        assertThat(attempt.getName()).isEqualTo("POST");
        assertThat(attempt.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(attempt.getParentSpanId()).isEqualTo(recorder.call().getSpanId());
        assertThat(attempt.getAttributes().asMap())
                .isEqualTo(Attributes.builder()
                        .put("http.request.method", "POST")
                        .put("http.response.status_code", 200)
                        .put("server.address", "api.openai.com")
                        .put("server.port", 443)
                        .put(
                                "url.full",
                                "https://api.openai.com/v1/chat/completions?key=REDACTED&api-version=1&REDACTED")
                        .put("breakwater.upstream", "openai")
                        .put("breakwater.endpoint", "primary")
                        .put("breakwater.key", "caller")
                        .put("breakwater.verdict", "success")
                        .build()
                        .asMap());
    }

    @Test
    void a_call_saved_by_retry_and_failover_is_no_error_and_speaks_of_the_server_that_answered() {
        rig(TestPolicies.failover()).call(Rig.chat(false), Script.refuses(503), Script.refuses(503), Script.answers());

        SpanData call = recorder.call();
        assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(call.getAttributes().get(Names.ERROR_TYPE)).isNull();
        assertThat(call.getAttributes().get(Names.REQUEST_MODEL)).isEqualTo("gpt-4.1");
        assertThat(call.getAttributes().get(Names.MODEL)).isEqualTo("gpt-41-eu");
        assertThat(call.getAttributes().get(Names.PROVIDER)).isEqualTo("azure.ai.openai");
        assertThat(call.getAttributes().get(Names.SERVER_ADDRESS)).isEqualTo("acme.openai.azure.com");
        assertThat(call.getAttributes().get(Names.ENDPOINT)).isEqualTo("azure-eu");
        assertThat(call.getAttributes().get(Names.ATTEMPT_COUNT)).isEqualTo(3);
        assertThat(recorder.ofAttempts(Names.RESEND_COUNT)).containsExactly(null, 1L, 2L);
        assertThat(recorder.ofAttempts(Names.STATUS_CODE)).containsExactly(503L, 503L, 200L);
        assertThat(recorder.ofAttempts(Names.ERROR_TYPE)).containsExactly("503", "503", null);
        assertThat(recorder.ofAttempts(Names.VERDICT)).containsExactly("server_error", "server_error", "success");
        assertThat(recorder.ofAttempts(Names.KEY)).containsExactly("caller", "caller", "env:AZURE_KEY");
        assertThat(recorder.attempts())
                .extracting(span -> span.getStatus().getStatusCode())
                .containsExactly(StatusCode.ERROR, StatusCode.ERROR, StatusCode.UNSET);
    }

    @Test
    void waits_and_failovers_are_events_on_the_call() {
        rig(TestPolicies.failover()).call(Rig.chat(false), Script.refuses(503), Script.refuses(503), Script.answers());

        assertThat(recorder.call().getEvents())
                .extracting(EventData::getName)
                .containsExactly("breakwater.wait", "breakwater.failover");
        assertThat(recorder.call().getEvents().get(0).getAttributes())
                .isEqualTo(Attributes.of(Names.REASON, "backoff", Names.WAIT_SECONDS, 0.5));
        assertThat(recorder.call().getEvents().get(1).getAttributes())
                .isEqualTo(Attributes.builder()
                        .put("breakwater.failover.from", "primary")
                        .put("breakwater.failover.to", "azure-eu")
                        .put("breakwater.failover.kind", "endpoint")
                        .put("breakwater.verdict", "server_error")
                        .build());
    }

    @Test
    void the_span_covers_the_call_from_its_start_until_its_answer_is_read() {
        recorder.ticker.advanceNanos(5_000_000_000L);
        long before = recorder.ticker.epochNanos();

        rig(TestPolicies.failover()).call(Rig.chat(true), Script.refuses(503), Script.streams(true));

        SpanData call = recorder.call();
        assertThat(call.getStartEpochNanos()).isEqualTo(before);
        assertThat(call.getEndEpochNanos()).isEqualTo(recorder.ticker.epochNanos());
        SpanData answered = recorder.attempts().get(1);
        assertThat(answered.getEndEpochNanos()).isEqualTo(call.getEndEpochNanos());
        assertThat(answered.getStartEpochNanos() - before).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(500));
    }

    @Test
    void a_stream_says_so_and_when_its_first_content_came() {
        rig(TestPolicies.failover()).call(Rig.chat(true), Script.streams(true));

        assertThat(recorder.call().getAttributes().get(Names.REQUEST_STREAM)).isTrue();
        assertThat(recorder.call().getAttributes().get(Names.FIRST_CHUNK)).isEqualTo(0.3);
        assertThat(recorder.call().getAttributes().get(Names.INPUT_TOKENS)).isEqualTo(3);
    }

    @Test
    void a_stream_that_broke_off_is_an_error_of_the_call_and_of_its_attempt() {
        rig(TestPolicies.failover()).call(Rig.chat(true), Script.streams(false));

        assertThat(recorder.call().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(recorder.call().getAttributes().get(Names.ERROR_TYPE)).isEqualTo("stream_broken");
        assertThat(recorder.ofAttempts(Names.ERROR_TYPE)).containsExactly("stream_broken");
    }

    @Test
    void a_failure_that_the_application_gets_is_an_error_by_its_status() {
        rig(TestPolicies.failover()).call(Rig.chat(false), Script.refuses(400));

        assertThat(recorder.call().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(recorder.call().getAttributes().get(Names.ERROR_TYPE)).isEqualTo("400");
        assertThat(recorder.call().getAttributes().get(Names.INPUT_TOKENS)).isNull();
    }

    @Test
    void a_broken_connection_is_named_by_its_exceptions_class_and_never_by_its_message() {
        rig(TestPolicies.failover()).call(Rig.chat(false), Script.breaks(), Script.answers());

        assertThat(recorder.ofAttempts(Names.ERROR_TYPE)).containsExactly("java.io.IOException", null);
    }

    @Test
    void a_rejection_has_no_attempt_and_says_why() {
        Rig rig = rig(TestPolicies.alone(Mode.ENFORCE));
        for (int i = 0; i < 2; i++) {
            rig.call(Rig.chat("gpt-4.1", i == 1), Script.refuses(500), Script.refuses(500), Script.refuses(500));
        }
        recorder.spans.reset();

        Decision decision = rig.call(Rig.request("POST", "/chat/completions", "{\"model\":\"gpt-4.1\"}"));

        assertThat(decision).isInstanceOf(Decision.Reject.class);
        assertThat(recorder.attempts()).isEmpty();
        assertThat(recorder.call().getAttributes().get(Names.ERROR_TYPE)).isEqualTo("circuit-open");
        assertThat(recorder.call().getAttributes().get(Names.SERVER_ADDRESS)).isEqualTo("api.openai.com");
        assertThat(recorder.call().getEvents()).singleElement().satisfies(event -> {
            assertThat(event.getName()).isEqualTo("breakwater.rejected");
            assertThat(event.getAttributes()).isEqualTo(Attributes.of(Names.REASON, "circuit-open"));
        });
    }

    @Test
    void what_runs_no_model_is_an_internal_span_around_its_http_span() {
        rig(TestPolicies.failover()).call(Rig.request("GET", "/models", ""), Script.answers("{\"data\":[]}"));

        SpanData call = recorder.call();
        assertThat(call.getName()).isEqualTo("GET openai");
        assertThat(call.getKind()).isEqualTo(SpanKind.INTERNAL);
        assertThat(call.getAttributes().asMap().keySet())
                .noneMatch(key -> key.getKey().startsWith("gen_ai."));
        assertThat(recorder.attempts())
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.getName()).isEqualTo("GET"));
        assertThat(recorder.names()).doesNotContain(Names.DURATION.name());
    }

    @Test
    void embeddings_are_named_so() {
        rig(TestPolicies.failover())
                .call(
                        Rig.request("POST", "/embeddings", "{\"model\":\"text-embedding-3-small\",\"input\":\"a\"}"),
                        Script.answers(
                                "{\"object\":\"list\",\"data\":[{\"embedding\":[0.1]}],"
                                        + "\"model\":\"text-embedding-3-small\",\"usage\":{\"prompt_tokens\":1,\"total_tokens\":1}}"));

        assertThat(recorder.call().getName()).isEqualTo("embeddings text-embedding-3-small");
    }

    @Test
    void the_attempt_is_current_while_it_is_sent_and_nothing_is_afterwards() {
        Rig rig = rig(TestPolicies.failover());
        rig.whileSending = attempt -> recorder.sdk
                .getTracer("client")
                .spanBuilder("inner")
                .startSpan()
                .end();

        rig.call(Rig.chat(false), Script.refuses(503), Script.answers());

        assertThat(recorder.spans.getFinishedSpanItems())
                .filteredOn(span -> span.getName().equals("inner"))
                .extracting(SpanData::getParentSpanId)
                .containsExactlyElementsOf(
                        recorder.attempts().stream().map(SpanData::getSpanId).toList());
        assertThat(Span.current().getSpanContext().isValid()).isFalse();
    }

    @Test
    void without_attempt_spans_the_call_itself_is_current() {
        Rig rig = new Rig(
                recorder.ticker, recorder.listener(new TelemetryOptions(false, false)), TestPolicies.failover());
        rig.whileSending = attempt -> recorder.sdk
                .getTracer("client")
                .spanBuilder("by the client's instrumentation")
                .startSpan()
                .end();

        rig.call(Rig.chat(false), Script.answers());

        assertThat(recorder.spans.getFinishedSpanItems()).hasSize(2);
        assertThat(recorder.spans.getFinishedSpanItems().get(0).getParentSpanId())
                .isEqualTo(recorder.call().getSpanId());
        assertThat(recorder.attempts()).isEmpty();
    }

    @Test
    void a_call_is_part_of_what_its_thread_is_doing() {
        Span parent = recorder.sdk.getTracer("app").spanBuilder("work").startSpan();

        try (Scope scope = parent.makeCurrent()) {
            rig(TestPolicies.failover()).call(Rig.chat(false), Script.answers());
            assertThat(Span.fromContext(Context.current())).isSameAs(parent);
        }

        assertThat(recorder.call().getTraceId())
                .isEqualTo(parent.getSpanContext().getTraceId());
        assertThat(recorder.call().getParentSpanId())
                .isEqualTo(parent.getSpanContext().getSpanId());
    }

    @Test
    void a_call_taken_back_in_flight_ends_its_attempt_too() {
        Rig rig = rig(TestPolicies.failover());
        Call call = rig.open(Rig.chat(false));
        Decision.Send send = (Decision.Send) call.start(recorder.ticker.nanos());
        try (CallObserver.Scope scope = call.observer().sending(send.attempt(), recorder.ticker.nanos())) {
            recorder.ticker.advanceNanos(1_000_000);
        }

        call.cancelled(new InterruptedException(), recorder.ticker.nanos());

        assertThat(recorder.call().getAttributes().get(Names.ERROR_TYPE)).isEqualTo("cancelled");
        assertThat(recorder.ofAttempts(Names.ERROR_TYPE)).containsExactly("cancelled");
        assertThat(recorder.count(Names.ATTEMPTS, Attributes.of(Names.VERDICT, "cancelled")))
                .isEqualTo(1);
    }

    @Test
    void an_endpoint_that_cannot_be_told_what_is_asked_is_named_with_the_reason() {
        Request twice = Rig.request("POST", "/chat/completions", "{\"model\":\"gpt-4.1\",\"n\":2,\"messages\":[]}");

        rig(TestPolicies.abroad()).call(twice, Script.refuses(503), Script.refuses(503), Script.refuses(503));

        EventData passedOver = recorder.call().getEvents().stream()
                .filter(event -> event.getName().equals("breakwater.passed_over"))
                .findFirst()
                .orElseThrow();
        assertThat(passedOver.getAttributes().get(Names.ENDPOINT)).isEqualTo("abroad");
        assertThat(passedOver.getAttributes().get(Names.REASON)).isEqualTo("untranslatable: `n` of 2");
    }

    @Test
    void a_translated_call_names_the_provider_and_model_that_served() {
        String message =
                "{\"id\":\"m\",\"type\":\"message\",\"model\":\"claude\",\"content\":[{\"type\":\"text\",\"text\":"
                        + "\"4\"}],\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":3,\"output_tokens\":4}}";

        rig(TestPolicies.abroad())
                .call(Rig.chat(false), Script.refuses(503), Script.refuses(503), Script.answers(message));

        Attributes span = recorder.call().getAttributes();
        assertThat(span.get(Names.PROVIDER)).isEqualTo("anthropic");
        assertThat(span.get(Names.RESPONSE_MODEL)).isEqualTo("claude");
        assertThat(span.get(Names.OUTPUT_TOKENS)).isEqualTo(4);
        assertThat(span.get(Names.ERROR_TYPE)).isNull();
    }

    @Test
    void observing_tells_what_would_have_been_done() {
        rig(TestPolicies.alone(Mode.OBSERVE)).call(Rig.chat(false), Script.refuses(503));

        assertThat(recorder.call().getEvents()).extracting(EventData::getName).containsExactly("breakwater.would_have");
        assertThat(recorder.call().getAttributes().get(Names.ERROR_TYPE)).isEqualTo("503");
    }

    @Test
    void the_newer_conventions_are_a_matter_of_asking() {
        Rig rig = new Rig(
                recorder.ticker,
                recorder.listener(TelemetryOptions.of(true, "http, gen_ai_latest_experimental")),
                TestPolicies.failover());

        rig.call(Rig.chat(true), Script.streams(false));

        assertThat(recorder.call().getAttributes().get(Names.FINISH_REASONS)).containsExactly("error");
        assertThat(TelemetryOptions.of(true, "http").latestConventions()).isFalse();
        assertThat(TelemetryOptions.of(true, null).latestConventions()).isFalse();
    }

    @Test
    void a_broken_span_processor_costs_a_warning_and_no_call() {
        CallListener broken = new GuardedListener(
                new CallListener() {
                    @Override
                    public CallObserver started(Call call, long nowNanos) {
                        throw new IllegalStateException("secret-in-message");
                    }
                },
                recorder.warnings::add);
        Rig rig = new Rig(recorder.ticker, broken, TestPolicies.failover());

        rig.call(Rig.chat(false), Script.answers());
        Decision decision = rig.call(Rig.chat(false), Script.answers());

        assertThat(decision).isInstanceOf(Decision.Deliver.class);
        assertThat(recorder.warnings)
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("java.lang.IllegalStateException")
                        .doesNotContain("secret"));
    }

    @Test
    void one_applications_calls_go_to_its_own_listener() {
        Recorder own = new Recorder();
        Rig rig = rig(TestPolicies.failover());
        var engine = rig.engine.heardBy(own.listener());
        var request = Rig.chat(false);
        Call call = engine.open(
                engine.upstreamOf(request.url()),
                request,
                new dev.breakwater.call.Caller(dev.breakwater.call.Caller.NO_DEADLINE, 1));

        call.start(recorder.ticker.nanos());
        call.cancelled(new InterruptedException(), recorder.ticker.nanos());

        assertThat(own.calls()).hasSize(1);
        assertThat(recorder.calls()).isEmpty();
    }
}
