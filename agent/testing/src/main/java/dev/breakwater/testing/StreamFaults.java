package dev.breakwater.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The faults that strike in the middle of an answer. */
final class StreamFaults {

    private static final Duration BETWEEN_KEEP_ALIVES = Duration.ofMillis(250);

    private StreamFaults() {}

    static Fault slowFirstToken(Duration delay) {
        return insertedAfter("slow first token", 0, exchange -> new Step.Pause(delay));
    }

    static Fault cutAfter(int tokens, Step end) {
        return new Fault("cut after " + tokens, exchange -> {
            List<Step> steps = exchange.steps(untilToken(exchange.events(), tokens));
            steps.add(end);
            return exchange.answering(steps);
        });
    }

    static Fault truncatedAfter(int tokens) {
        return new Fault("truncated after " + tokens, exchange -> {
            List<StreamEvent> delivered = untilToken(exchange.events(), tokens);
            StringBuilder body = new StringBuilder();
            delivered.forEach(event -> body.append(event.wire()));
            return exchange.hit().streamed()
                    ? exchange.answering(exchange.steps(delivered))
                    : Reply.of(200, exchange.headers("application/json"), body.toString());
        });
    }

    static Fault malformedAfter(int tokens) {
        return insertedAfter(
                "malformed event after " + tokens,
                tokens,
                exchange -> exchange.write(exchange.format().malformedEvent()));
    }

    static Fault insertedAfter(String name, int tokens, Function<Exchange, Step> inserted) {
        return new Fault(name, exchange -> {
            List<StreamEvent> events = exchange.events();
            List<StreamEvent> before = untilToken(events, tokens);
            List<Step> steps = exchange.steps(before);
            steps.add(inserted.apply(exchange));
            steps.addAll(exchange.steps(events.subList(before.size(), events.size())));
            return exchange.answering(steps);
        });
    }

    static Fault noDone() {
        return new Fault("no end mark", exchange -> {
            List<StreamEvent> events = new ArrayList<>(exchange.events());
            events.removeIf(event -> event.kind() == StreamEvent.Kind.DONE);
            return exchange.answering(exchange.steps(events));
        });
    }

    static Fault errorEventAfter(int tokens) {
        Complaint complaint = Complaint.of(Problem.SERVER_ERROR, "server_error");
        return new Fault("error event after " + tokens, exchange -> {
            if (!exchange.hit().streamed()) {
                return exchange.error(complaint);
            }
            List<Step> steps = exchange.steps(untilToken(exchange.events(), tokens));
            steps.add(exchange.write(exchange.format().errorEvent(complaint)));
            return exchange.answering(steps);
        });
    }

    static Fault keepAlives(Duration duration) {
        return new Fault("keep-alives only", exchange -> {
            String word = exchange.hit().streamed() ? exchange.format().keepAlive() : "\n";
            List<Step> steps = new ArrayList<>();
            for (long left = duration.toNanos(); left > 0; left -= BETWEEN_KEEP_ALIVES.toNanos()) {
                steps.add(exchange.write(word));
                steps.add(new Step.Pause(Duration.ofNanos(Math.min(left, BETWEEN_KEEP_ALIVES.toNanos()))));
            }
            steps.addAll(exchange.steps(exchange.events()));
            return exchange.answering(steps);
        });
    }

    /** What comes before token number {@code tokens + 1}; with 0, what opens the stream. */
    private static List<StreamEvent> untilToken(List<StreamEvent> events, int tokens) {
        int seen = 0;
        for (int at = 0; at < events.size(); at++) {
            if (events.get(at).kind() == StreamEvent.Kind.TOKEN && seen++ == tokens) {
                return events.subList(0, at);
            }
        }
        return events;
    }
}
