package dev.breakwater.dialect;

/**
 * An answer as a provider sent it, and what is to be read out of it.
 *
 * @param file beneath the dialect's resources
 * @param stream whether it was asked for as a stream
 * @param contentEvents how many events of it hold content; -1 for a document, where that depends on how it arrives
 * @param expected progress, error, model, id, finish reason and usage, see {@link #summary}
 */
public record RecordedAnswer(
        String file, String contentType, Operation operation, boolean stream, long contentEvents, String expected) {

    /** A streamed answer. */
    public static RecordedAnswer stream(String file, String contentType, long contentEvents, String expected) {
        return new RecordedAnswer(file, contentType, Operation.CHAT, true, contentEvents, expected);
    }

    /** A whole JSON document. */
    public static RecordedAnswer plain(String file, Operation operation, String expected) {
        return new RecordedAnswer(file, "application/json", operation, false, -1, expected);
    }

    static String summary(AnswerReader reader) {
        TokenUsage usage = reader.usage();
        return reader.progress()
                + (reader.error() == null ? "" : " " + reader.error())
                + " | " + reader.model()
                + " | " + reader.id()
                + " | " + reader.finishReason()
                + " | "
                + (usage == null
                        ? "no usage"
                        : "in %d out %d read %d write %d think %d"
                                .formatted(
                                        usage.input(),
                                        usage.output(),
                                        usage.cacheRead(),
                                        usage.cacheWrite(),
                                        usage.reasoning()));
    }
}
