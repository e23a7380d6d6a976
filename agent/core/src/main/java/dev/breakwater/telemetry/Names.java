package dev.breakwater.telemetry;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/**
 * Every name that leaves the process. Those of the conventions are written out: the artifact with their constants has
 * deprecated all of them and changes with each release. {@code docs/telemetry.md} lists the same names for people.
 */
final class Names {
    /** The instrumentation scope of everything. */
    static final String SCOPE = "dev.breakwater";

    // Attributes of the conventions for generative AI, v1.41.1.
    static final AttributeKey<String> OPERATION = stringKey("gen_ai.operation.name");
    static final AttributeKey<String> PROVIDER = stringKey("gen_ai.provider.name");
    static final AttributeKey<String> REQUEST_MODEL = stringKey("gen_ai.request.model");
    static final AttributeKey<Boolean> REQUEST_STREAM = booleanKey("gen_ai.request.stream");
    static final AttributeKey<Long> REQUEST_MAX_TOKENS = longKey("gen_ai.request.max_tokens");
    static final AttributeKey<String> RESPONSE_MODEL = stringKey("gen_ai.response.model");
    static final AttributeKey<String> RESPONSE_ID = stringKey("gen_ai.response.id");
    static final AttributeKey<List<String>> FINISH_REASONS = stringArrayKey("gen_ai.response.finish_reasons");
    static final AttributeKey<Double> FIRST_CHUNK = doubleKey("gen_ai.response.time_to_first_chunk");
    static final AttributeKey<Long> INPUT_TOKENS = longKey("gen_ai.usage.input_tokens");
    static final AttributeKey<Long> OUTPUT_TOKENS = longKey("gen_ai.usage.output_tokens");
    static final AttributeKey<Long> CACHE_READ_TOKENS = longKey("gen_ai.usage.cache_read.input_tokens");
    static final AttributeKey<Long> CACHE_CREATION_TOKENS = longKey("gen_ai.usage.cache_creation.input_tokens");
    static final AttributeKey<Long> REASONING_TOKENS = longKey("gen_ai.usage.reasoning.output_tokens");
    static final AttributeKey<String> TOKEN_TYPE = stringKey("gen_ai.token.type");

    // Their successors, on request.
    static final AttributeKey<Long> CACHE_WRITE_TOKENS = longKey("gen_ai.usage.cache_write.input_tokens");
    static final AttributeKey<String> TOKEN_MODALITY = stringKey("gen_ai.token.modality");

    // Attributes of the general and HTTP conventions.
    static final AttributeKey<String> ERROR_TYPE = stringKey("error.type");
    static final AttributeKey<String> SERVER_ADDRESS = stringKey("server.address");
    static final AttributeKey<Long> SERVER_PORT = longKey("server.port");
    static final AttributeKey<String> METHOD = stringKey("http.request.method");
    static final AttributeKey<Long> RESEND_COUNT = longKey("http.request.resend_count");
    static final AttributeKey<Long> STATUS_CODE = longKey("http.response.status_code");
    static final AttributeKey<String> URL_FULL = stringKey("url.full");

    // Attributes of our own.
    static final AttributeKey<String> UPSTREAM = stringKey("breakwater.upstream");
    static final AttributeKey<String> ENDPOINT = stringKey("breakwater.endpoint");
    static final AttributeKey<String> KEY = stringKey("breakwater.key");
    static final AttributeKey<String> MODEL = stringKey("breakwater.model");
    static final AttributeKey<Long> ATTEMPT_COUNT = longKey("breakwater.attempt_count");
    static final AttributeKey<String> VERDICT = stringKey("breakwater.verdict");
    static final AttributeKey<String> REASON = stringKey("breakwater.reason");
    static final AttributeKey<Double> WAIT_SECONDS = doubleKey("breakwater.wait.seconds");
    static final AttributeKey<String> ACTION = stringKey("breakwater.action");
    static final AttributeKey<String> FAILOVER_FROM = stringKey("breakwater.failover.from");
    static final AttributeKey<String> FAILOVER_TO = stringKey("breakwater.failover.to");
    static final AttributeKey<String> FAILOVER_KIND = stringKey("breakwater.failover.kind");
    static final AttributeKey<String> BREAKER_STATE = stringKey("breakwater.circuit_breaker.state");
    static final AttributeKey<String> BREAKER_FROM = stringKey("breakwater.circuit_breaker.previous_state");

    // Events on the span of a call.
    static final String WAIT_EVENT = "breakwater.wait";
    static final String FAILOVER_EVENT = "breakwater.failover";
    static final String REJECTED_EVENT = "breakwater.rejected";
    static final String PASSED_OVER_EVENT = "breakwater.passed_over";
    static final String WOULD_HAVE_EVENT = "breakwater.would_have";

    // Metrics of the conventions, v1.41.1.
    static final Metric DURATION = new Metric("gen_ai.client.operation.duration", "s", "GenAI operation duration.");
    static final Metric TOKEN_USAGE =
            new Metric("gen_ai.client.token.usage", "{token}", "Number of input and output tokens used.");
    static final Metric TIME_TO_FIRST_CHUNK = new Metric(
            "gen_ai.client.operation.time_to_first_chunk",
            "s",
            "Time from the start of a streamed operation to its first content.");

    // What replaces the token metric, on request.
    static final Metric INPUT_COUNT =
            new Metric("gen_ai.client.inference.usage.input_tokens", "{token}", "Input tokens used.");
    static final Metric OUTPUT_COUNT =
            new Metric("gen_ai.client.inference.usage.output_tokens", "{token}", "Output tokens used.");
    static final Metric CACHE_READ_COUNT = new Metric(
            "gen_ai.client.inference.usage.cache_read.input_tokens", "{token}", "Input tokens read from a cache.");
    static final Metric CACHE_WRITE_COUNT = new Metric(
            "gen_ai.client.inference.usage.cache_write.input_tokens", "{token}", "Input tokens written to a cache.");
    static final Metric REASONING_COUNT = new Metric(
            "gen_ai.client.inference.usage.reasoning.output_tokens", "{token}", "Output tokens spent on reasoning.");
    static final Metric OPERATION_INPUT =
            new Metric("gen_ai.client.inference.operation.input_tokens", "{token}", "Input tokens of one operation.");
    static final Metric OPERATION_OUTPUT =
            new Metric("gen_ai.client.inference.operation.output_tokens", "{token}", "Output tokens of one operation.");
    static final Metric EMBEDDINGS_INPUT = new Metric(
            "gen_ai.client.embeddings.operation.input_tokens", "{token}", "Input tokens of one embeddings operation.");

    // Metrics of our own.
    static final Metric ATTEMPTS =
            new Metric("breakwater.attempts", "{attempt}", "Requests sent to endpoints, by how they ended.");
    static final Metric RETRIES = new Metric(
            "breakwater.retries", "{attempt}", "Requests sent again after a failure, by the failure before them.");
    static final Metric FAILOVERS = new Metric(
            "breakwater.failovers", "{failover}", "Moves of a call to another endpoint, key or model after a failure.");
    static final Metric REJECTIONS =
            new Metric("breakwater.rejections", "{call}", "Calls that the agent answered by itself, by reason.");
    static final Metric WAIT_DURATION =
            new Metric("breakwater.wait.duration", "s", "Time that calls have waited before a request, by reason.");
    static final Metric BREAKERS = new Metric(
            "breakwater.circuit_breaker.state",
            "{circuit_breaker}",
            "1 for the state that a circuit breaker is in; reported from its first change of state on.");
    static final Metric BREAKER_TRANSITIONS = new Metric(
            "breakwater.circuit_breaker.transitions", "{transition}", "Changes of state of circuit breakers.");
    static final Metric KEYS_REJECTED = new Metric(
            "breakwater.keys.rejected", "{key}", "Keys taken out of their pool because a provider refused them.");

    private Names() {}
}
