package dev.breakwater.call;

import java.util.Locale;

/** What an attempt's outcome means for the target that it went to and for the call. */
public enum Verdict {
    SUCCESS,
    RATE_LIMITED,
    OVERLOADED,
    SERVER_ERROR,
    TRANSIENT,
    NOT_SENT,
    LOST,
    CUT,
    SILENT,
    /** The provider asks not to be sent this again ({@code x-should-retry: false}); another endpoint may be. */
    NO_RETRY,
    QUOTA_EXHAUSTED,
    KEY_REJECTED,
    CONTEXT_LENGTH,
    CONTENT_FILTER,
    MODEL_UNAVAILABLE,
    BAD_REQUEST,
    /** An endpoint of another dialect calls the translated request wrong, which need not be the application's fault. */
    NOT_UNDERSTOOD,
    CALLER_TIMEOUT,
    CANCELLED;

    private final String errorType = name().toLowerCase(Locale.ROOT);

    /** Whether another try at the same target may succeed. */
    boolean transientKind() {
        return switch (this) {
            case RATE_LIMITED, OVERLOADED, SERVER_ERROR, TRANSIENT, NOT_SENT, LOST, CUT -> true;
            default -> false;
        };
    }

    /** Whether it concerns the key and not the endpoint behind it. */
    boolean keyKind() {
        return this == RATE_LIMITED || this == QUOTA_EXHAUSTED || this == KEY_REJECTED;
    }

    /** Whether it counts against the target's health. */
    boolean unhealthy() {
        return transientKind() || this == SILENT || this == CALLER_TIMEOUT;
    }

    /** Whether an SDK's own retry would send again what the agent has given up on. */
    boolean repeatedBySdks() {
        return transientKind() || this == SILENT || this == NO_RETRY || this == QUOTA_EXHAUSTED;
    }

    /** The value of {@code error.type} in telemetry where there is no status. */
    public String errorType() {
        return errorType;
    }
}
