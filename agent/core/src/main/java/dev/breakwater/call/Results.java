package dev.breakwater.call;

import dev.breakwater.call.CallResult.Ending;
import dev.breakwater.dialect.AnswerReader;
import dev.breakwater.dialect.StreamRepair;
import dev.breakwater.dialect.TokenUsage;
import org.jspecify.annotations.Nullable;

/** Sums a call up for those who watch. */
final class Results {
    private Results() {}

    static CallResult withoutAnswer(
            Ending ending, @Nullable Attempt last, int status, @Nullable String errorType, @Nullable Reason rejection) {
        return new CallResult(ending, last, status, errorType, rejection, null, null, null, null, -1);
    }

    /** The delivered answer as the gate saw it, to its end or as far as it was read. */
    static CallResult ofAnswer(AnswerGate gate, boolean abandoned, long callStartNanos) {
        AnswerReader reader = gate.reader();
        long firstContent = gate.firstContentNanos();
        return new CallResult(
                ending(gate, abandoned),
                gate.attempt(),
                gate.status(),
                errorType(gate),
                null,
                usage(gate, reader),
                reader == null ? null : reader.model(),
                reader == null ? null : reader.id(),
                reader == null ? null : reader.finishReason(),
                firstContent < 0 ? -1 : firstContent - callStartNanos);
    }

    /** Of a stream that others have taken up: of all its parts, as the application reads it. */
    private static @Nullable TokenUsage usage(AnswerGate gate, @Nullable AnswerReader reader) {
        TokenUsage last = reader == null ? null : reader.usage();
        StreamRepair repair = gate.isStream() ? gate.attempt().call().repair() : null;
        return repair == null ? last : repair.total(last);
    }

    private static Ending ending(AnswerGate gate, boolean abandoned) {
        if (gate.failure() != null && gate.errorEvent() == null) {
            return Ending.BROKEN_OFF;
        }
        // Many readers stop at the provider's own end mark and close: that is an answer, too.
        if (abandoned && !finished(gate)) {
            return Ending.ABANDONED;
        }
        return gate.status() >= 400 || errorInside(gate) ? Ending.FAILED : Ending.ANSWERED;
    }

    private static @Nullable String errorType(AnswerGate gate) {
        if (gate.failure() != null && gate.errorEvent() == null) {
            return Call.STREAM_BROKEN;
        }
        if (gate.status() >= 400) {
            return Integer.toString(gate.status());
        }
        return errorInside(gate) ? "error_event" : null;
    }

    private static boolean finished(AnswerGate gate) {
        AnswerReader reader = gate.reader();
        return reader != null && reader.progress() == AnswerReader.Progress.FINISHED;
    }

    private static boolean errorInside(AnswerGate gate) {
        AnswerReader reader = gate.reader();
        return reader != null && reader.progress() == AnswerReader.Progress.FAILED;
    }
}
