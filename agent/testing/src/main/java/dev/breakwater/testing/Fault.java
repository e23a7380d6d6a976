package dev.breakwater.testing;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a provider answers or fails to. Immutable unless said otherwise; safe to use for many requests at once.
 *
 * <p>What speaks of tokens means tokens of content in a stream; a plain answer is cut into as many pieces of text and treated alike.
 * Errors come in the shape of the API that was called.
 */
public final class Fault {

    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final String name;
    private final Function<Exchange, Reply> behaviour;

    Fault(String name, Function<Exchange, Reply> behaviour) {
        this.name = name;
        this.behaviour = behaviour;
    }

    /** No fault: the healthy answer. */
    public static Fault none() {
        return new Fault("none", Exchange::healthy);
    }

    /** Any response at all, whatever was asked. */
    public static Fault status(int code, Map<String, String> headers, String body) {
        return new Fault("status " + code, exchange -> Reply.of(code, headers, body));
    }

    /** 429, and Retry-After in whole seconds (rounded up) unless {@code retryAfter} is null. */
    public static Fault rateLimited(@Nullable Duration retryAfter) {
        Map<String, String> headers = retryAfter == null
                ? Map.of()
                : Map.of("Retry-After", Long.toString((retryAfter.toMillis() + 999) / 1000));
        return refusal(new Complaint(Problem.RATE_LIMITED, "rate_limit_exceeded", headers, retryAfter));
    }

    /** 429 with a Retry-After in the exact form given: a date, nonsense, a negative number. */
    public static Fault rateLimitedUntil(String retryAfter) {
        Map<String, String> headers = Map.of("Retry-After", retryAfter);
        return refusal(new Complaint(Problem.RATE_LIMITED, "rate_limit_exceeded", headers, null));
    }

    /** 429 with Azure's {@code retry-after-ms}. */
    public static Fault retryAfterMs(Duration retryAfter) {
        Map<String, String> headers = Map.of("retry-after-ms", Long.toString(retryAfter.toMillis()));
        return refusal(new Complaint(Problem.RATE_LIMITED, "rate_limit_exceeded", headers, retryAfter));
    }

    public static Fault error500() {
        return refusal(Complaint.of(Problem.SERVER_ERROR, ""));
    }

    public static Fault unavailable503() {
        return refusal(Complaint.of(Problem.UNAVAILABLE, "server_is_overloaded"));
    }

    public static Fault overloaded529() {
        return refusal(Complaint.of(Problem.OVERLOADED, ""));
    }

    /** 429 that no waiting will cure: {@code insufficient_quota}, or the API's own word for it. */
    public static Fault quotaExhausted() {
        return refusal(Complaint.of(Problem.QUOTA_EXHAUSTED, "insufficient_quota"));
    }

    /** 401, whatever the key. See {@link #keyedBy} for a provider that knows its keys. */
    public static Fault badKey() {
        return refusal(Complaint.of(Problem.BAD_KEY, "invalid_api_key"));
    }

    /** 400 with an error code such as {@code context_length_exceeded} or {@code content_policy_violation}. */
    public static Fault badRequest(String code) {
        return refusal(Complaint.of(Problem.BAD_REQUEST, code));
    }

    public static Fault modelNotFound() {
        return refusal(Complaint.of(Problem.MODEL_NOT_FOUND, "model_not_found"));
    }

    /** A TCP reset in place of an answer; the request had arrived. */
    public static Fault resetBeforeHeaders() {
        return new Fault("reset before headers", exchange -> Reply.headless(new Step.Reset()));
    }

    /** The connection is closed in order, without an answer. */
    public static Fault closedBeforeHeaders() {
        return new Fault("closed before headers", exchange -> Reply.headless(new Step.HangUp()));
    }

    /** Not a byte until the client goes away. */
    public static Fault silence() {
        return new Fault("silence", exchange -> Reply.headless(new Step.Pause(FOR_EVER)));
    }

    /** A healthy answer whose headers come late: what a plain call to a busy provider looks like. */
    public static Fault slowHeaders(Duration delay) {
        return new Fault("slow headers", exchange -> exchange.healthy().delayedBy(delay));
    }

    /** Headers and what opens a stream at once, the first token late. */
    public static Fault slowFirstToken(Duration delay) {
        return StreamFaults.slowFirstToken(delay);
    }

    /** A reset after so many tokens. */
    public static Fault cutStreamAfter(int tokens) {
        return StreamFaults.cutAfter(tokens, new Step.Reset());
    }

    /** An orderly close after so many tokens, without the end mark of the body. */
    public static Fault hangUpAfter(int tokens) {
        return StreamFaults.cutAfter(tokens, new Step.HangUp());
    }

    /** A body that ends as HTTP bodies should, after so many tokens, without finish reason, usage or end mark. */
    public static Fault truncatedAfter(int tokens) {
        return StreamFaults.truncatedAfter(tokens);
    }

    /** A silence after so many tokens, then the rest. */
    public static Fault stallAfter(int tokens, Duration stall) {
        return StreamFaults.insertedAfter("stall after " + tokens, tokens, exchange -> new Step.Pause(stall));
    }

    /** One event that is not JSON after so many tokens, then the rest. */
    public static Fault malformedEventAfter(int tokens) {
        return StreamFaults.malformedAfter(tokens);
    }

    /** Everything but the end mark; the body ends well. Healthy for plain calls and for APIs without an end mark. */
    public static Fault noDone() {
        return StreamFaults.noDone();
    }

    /** Comments, pings or blank lines for a while, then the healthy answer. */
    public static Fault keepAlivesOnly(Duration duration) {
        return StreamFaults.keepAlives(duration);
    }

    /** An error event after so many tokens of a 200 stream, and the end of it. A plain call gets the same error with its status. */
    public static Fault errorEventInStream(int afterTokens) {
        return StreamFaults.errorEventAfter(afterTokens);
    }

    /** The healthy answer, a few bytes at a time. */
    public static Fault trickle(int bytesPerStep, Duration interval) {
        return new Fault(
                "trickle",
                exchange ->
                        exchange.answering(Exchange.trickled(exchange.body(), bytesPerStep, new Step.Pause(interval))));
    }

    /** 503 whose body is compressed, whether the client asked for that or not. */
    public static Fault gzipError() {
        return BodyFaults.gzipError();
    }

    /** A body shorter than its Content-Length says. */
    public static Fault wrongContentLength() {
        return BodyFaults.wrongContentLength();
    }

    /** 502 with the page of a content delivery network in place of JSON. */
    public static Fault htmlError() {
        return BodyFaults.htmlError();
    }

    /** The healthy answer, then the connection is closed although it was to be kept alive. */
    public static Fault hangUpAfterAnswer() {
        return BodyFaults.hangUpAfterAnswer();
    }

    /** Healthy, but a conversation that ends with an assistant message is refused with 400. */
    public static Fault refusesAssistantPrefix() {
        Fault refusal = badRequest("assistant_prefix_unsupported");
        return new Fault("refuses an assistant prefix", exchange -> {
            boolean prefixed = Answer.assistantPrefix(exchange.hit()) != null;
            return prefixed ? refusal.replyTo(exchange) : exchange.healthy();
        });
    }

    /** The fault for a while, counted from the first request that meets it, then health. Has a clock: make one a test. */
    public static Fault forDuration(Fault fault, Duration duration) {
        AtomicLong firstNanos = new AtomicLong();
        return new Fault(fault + " for " + duration, exchange -> {
            firstNanos.compareAndSet(0, exchange.hit().arrivedNanos());
            boolean over = exchange.hit().arrivedNanos() - firstNanos.get() > duration.toNanos();
            return over ? exchange.healthy() : fault.replyTo(exchange);
        });
    }

    /** Healthy for the keys given, 401 for every other and for none. */
    public static Fault keyedBy(String... acceptedKeys) {
        List<String> accepted = List.copyOf(Arrays.asList(acceptedKeys));
        return when(hit -> hit.key() == null || !accepted.contains(hit.key()), badKey());
    }

    /** The fault for some requests (one model, one key, streams only), health for the others. */
    public static Fault when(Predicate<Hit> condition, Fault fault) {
        return new Fault(
                fault + " when",
                exchange -> condition.test(exchange.hit()) ? fault.replyTo(exchange) : exchange.healthy());
    }

    /** Each time another one of these, by chance. */
    public static Fault oneOf(List<Fault> faults, RandomGenerator random) {
        List<Fault> choice = List.copyOf(faults);
        return new Fault(
                "one of " + choice,
                exchange -> choice.get(random.nextInt(choice.size())).replyTo(exchange));
    }

    Reply replyTo(Exchange exchange) {
        return behaviour.apply(exchange);
    }

    @Override
    public String toString() {
        return name;
    }

    private static Fault refusal(Complaint complaint) {
        return new Fault(complaint.problem() + " " + complaint.code(), exchange -> exchange.error(complaint));
    }
}
