package dev.breakwater.dialect;

import dev.breakwater.json.JsonReader;
import dev.breakwater.json.JsonShape;
import dev.breakwater.json.JsonSink;
import dev.breakwater.json.JsonValue;
import dev.breakwater.message.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an error says about itself, in any provider's shape: the shapes differ, the words in them hardly overlap, and gateways
 * pass on the error of whoever is behind them. Not thread-safe.
 */
public final class ErrorFields implements JsonSink {
    /** Field numbers from here on are taken in a shape that {@link #describe} has added to. */
    public static final int FIRST = 1000;

    /** A type, code or state. */
    public static final int NAME = FIRST;

    /** What is said in words. */
    public static final int MESSAGE = FIRST + 1;

    private static final int RETRY_DELAY = FIRST + 2;
    private static final int QUOTA_ID = FIRST + 3;
    private static final int REASONS = FIRST + 4;
    private static final int ERROR = FIRST + 5;
    private static final int MAX_MESSAGE = 4096;

    private static final JsonShape BODY = describe(describe(describe(JsonShape.builder(), "error"), ""), "errors")
            .field(MESSAGE, "Message", "detail", "detail.msg", "message.detail.msg")
            .field(NAME, "__type", "error_type")
            .build();

    private final List<String> names = new ArrayList<>(4);
    private final StringBuilder message = new StringBuilder();
    private @Nullable String retryDelay;
    private boolean perDay;
    private boolean flagged;
    private boolean present;

    /** Adds the fields of an error object at {@code place}; empty for the document itself. */
    public static JsonShape.Builder describe(JsonShape.Builder shape, String place) {
        String at = place.isEmpty() ? "" : place + ".";
        shape.field(NAME, at + "type", at + "code", at + "status", at + "reason")
                .field(NAME, at + "details.error_code", at + "innererror.code", at + "details.reason")
                .field(MESSAGE, at + "message")
                .field(RETRY_DELAY, at + "details.retryDelay")
                .field(QUOTA_ID, at + "details.violations.quotaId")
                .field(REASONS, at + "metadata.reasons", at + "metadata.flagged_input")
                .field(MESSAGE, at + "metadata.raw");
        return place.isEmpty() ? shape : shape.field(ERROR, place);
    }

    /** Reads the body of an unsuccessful answer, compressed or cut as it may be. */
    public static ErrorFields read(Headers headers, byte[] body) {
        ErrorFields fields = new ErrorFields();
        String amazon = headers.first("x-amzn-ErrorType");
        if (amazon != null) {
            fields.name(amazon);
        }
        byte[] text = ErrorText.plain(headers, body);
        int start = ErrorText.jsonStart(text);
        if (start < 0) {
            fields.message.append(ErrorText.excerpt(text, MAX_MESSAGE));
        } else {
            JsonReader.read(text, start, text.length, BODY, fields);
        }
        return fields;
    }

    /** Adds what a document says that is an error as a whole. */
    public void add(byte[] bytes, int from, int to) {
        JsonReader.read(bytes, from, to, BODY, this);
    }

    @Override
    public void value(int field, JsonValue value) {
        if (value.isNull()) {
            return;
        }
        switch (field) {
            case NAME -> name(value.text());
            case MESSAGE -> message(value);
            case RETRY_DELAY -> retryDelay = value.text();
            case QUOTA_ID -> perDay |= value.text().contains("PerDay");
            case REASONS -> flagged = true;
            case ERROR -> {
                present = true;
                message(value);
            }
            default -> {
                // Not a field of an error.
            }
        }
    }

    @Override
    public void begin(int field) {
        present |= field == ERROR;
    }

    /** Whether there was an error object or text at the place, null not counting. */
    public boolean present() {
        return present;
    }

    /** Forgets everything, for the next event. */
    public void clear() {
        names.clear();
        message.setLength(0);
        retryDelay = null;
        perDay = false;
        flagged = false;
        present = false;
    }

    /** Adds a name that stands elsewhere: in a header, in an event's type. */
    public void name(String text) {
        // Amazon appends a namespace to its exceptions, or puts it in front.
        int colon = text.indexOf(':');
        String plain = text.substring(text.indexOf('#') + 1, colon < 0 ? text.length() : colon);
        names.add(plain.toLowerCase(Locale.ROOT));
    }

    /** Types, codes and states in lower case, in the order of the document. */
    List<String> names() {
        return names;
    }

    /** Everything that was said in words, in lower case. */
    String message() {
        return message.toString().toLowerCase(Locale.ROOT);
    }

    /** Google's {@code RetryInfo.retryDelay}, such as {@code 46s}. */
    @Nullable
    String retryDelay() {
        return retryDelay;
    }

    /** Whether a violated quota counts days. */
    boolean perDay() {
        return perDay;
    }

    /** Whether a moderation gave its reasons. */
    boolean flagged() {
        return flagged;
    }

    private void message(JsonValue value) {
        if (value.isText() && message.length() < MAX_MESSAGE) {
            String text = value.text();
            message.append(text, 0, Math.min(text.length(), MAX_MESSAGE)).append('\n');
        }
    }
}
