package dev.breakwater.wall.app;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What an application saw of one call.
 *
 * @param task the task's id
 * @param number of the call in its task, from 1
 * @param promptTokens as reported, or -1; completionTokens alike
 * @param error the exception's class and message with its causes; empty for a success
 */
public record CallReport(
        String task,
        int number,
        long tookMillis,
        String text,
        String model,
        long promptTokens,
        long completionTokens,
        String finishReason,
        String error) {
    private static final String MARK = "call-report";
    private static final int FIELDS = 10;

    static CallReport success(Task task, int number, long tookMillis, Chat.Told told) {
        return new CallReport(
                task.id(),
                number,
                tookMillis,
                told.text(),
                told.model(),
                told.promptTokens(),
                told.completionTokens(),
                told.finishReason(),
                "");
    }

    static CallReport failure(Task task, int number, long tookMillis, Throwable failure) {
        StringBuilder error = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            error.append(error.isEmpty() ? "" : " < ")
                    .append(cause.getClass().getSimpleName())
                    .append(": ")
                    .append(cause.getMessage());
        }
        return new CallReport(task.id(), number, tookMillis, "", "", -1, -1, "", error.toString());
    }

    /** Whether the application was told that all went well. */
    public boolean answered() {
        return error.isEmpty();
    }

    /** Whether a line of output is a report. */
    public static boolean isOne(String line) {
        return line.startsWith(MARK + '\t');
    }

    /** Reads what {@link #line()} has written. */
    public static CallReport parse(String line) {
        String[] fields = line.split("\t", FIELDS);
        return new CallReport(
                fields[1],
                Integer.parseInt(fields[2]),
                Long.parseLong(fields[3]),
                decoded(fields[4]),
                decoded(fields[5]),
                Long.parseLong(fields[6]),
                Long.parseLong(fields[7]),
                decoded(fields[8]),
                decoded(fields[9]));
    }

    String line() {
        return String.join(
                "\t",
                MARK,
                task,
                Integer.toString(number),
                Long.toString(tookMillis),
                encoded(text),
                encoded(model),
                Long.toString(promptTokens),
                Long.toString(completionTokens),
                encoded(finishReason),
                encoded(error));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
