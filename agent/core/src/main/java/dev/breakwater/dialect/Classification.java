package dev.breakwater.dialect;

import dev.breakwater.message.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Says what an error means, in four steps: what is known under a status alone, what it calls itself, how it is worded, and the
 * status again. One table for all providers, because behind any of them may stand another.
 */
public final class Classification {
    private Classification() {}

    /** An unsuccessful answer. */
    public static ErrorKind of(int status, Headers headers, byte[] body) {
        return of(status, headers, ErrorFields.read(headers, body));
    }

    /** An error event inside a successful stream. */
    public static ErrorKind ofEvent(ErrorFields fields) {
        int status = statusAmong(fields);
        return of(status == 0 ? 500 : status, Headers.NONE, fields);
    }

    private static ErrorKind of(int status, Headers headers, ErrorFields fields) {
        ErrorKind named = ErrorNames.kind(fields.names());
        if (named == ErrorKind.QUOTA_EXHAUSTED) {
            return named;
        }
        if (fields.names().contains("resource_exhausted")) {
            return googleQuota(fields);
        }
        if (status == 402) {
            return headers.first("retry-after") == null ? ErrorKind.QUOTA_EXHAUSTED : ErrorKind.RATE_LIMITED;
        }
        if (status >= 500) {
            return ofServer(status, named, fields);
        }
        ErrorKind worded =
                fields.flagged() ? ErrorKind.CONTENT_FILTER : ErrorPhrases.ofRequest(status, fields.message());
        if (worded == ErrorKind.QUOTA_EXHAUSTED) {
            return worded;
        }
        return ofRequest(status, named, worded);
    }

    private static ErrorKind ofRequest(int status, @Nullable ErrorKind named, @Nullable ErrorKind worded) {
        ErrorKind byStatus = ofStatus(status);
        if (byStatus == ErrorKind.BAD_REQUEST || status == 403) {
            // A name such as "permission_error" says less than words about a model or a moderation.
            boolean vague = named == null || (named == ErrorKind.KEY_REJECTED && status == 403);
            ErrorKind meant = vague && worded != null ? worded : named;
            return meant == null || !plausible(status, meant) ? byStatus : meant;
        }
        if (status == 429) {
            boolean busy = named == ErrorKind.OVERLOADED || (named == null && worded == ErrorKind.OVERLOADED);
            return busy ? ErrorKind.OVERLOADED : byStatus;
        }
        return byStatus;
    }

    /** A request that is too large in bytes, or malformed, stays so whatever its type is called. */
    private static boolean plausible(int status, ErrorKind kind) {
        return status != 413 || kind == ErrorKind.CONTEXT_LENGTH;
    }

    private static ErrorKind ofServer(int status, @Nullable ErrorKind named, ErrorFields fields) {
        if (named != null && named != ErrorKind.SERVER_ERROR && named != ErrorKind.TRANSIENT) {
            return named;
        }
        if (status == 529) {
            return ErrorKind.OVERLOADED;
        }
        ErrorKind worded = ErrorPhrases.ofServer(status, fields.message());
        return worded == null ? ErrorKind.SERVER_ERROR : worded;
    }

    /** Google says the same sentence for a minute's and a day's quota; only the quota's identifier tells them apart. */
    private static ErrorKind googleQuota(ErrorFields fields) {
        String message = fields.message();
        boolean spent = fields.perDay()
                || message.contains("limit: 0")
                || message.contains("depleted")
                || message.contains("spending cap");
        return spent ? ErrorKind.QUOTA_EXHAUSTED : ErrorKind.RATE_LIMITED;
    }

    private static ErrorKind ofStatus(int status) {
        return switch (status) {
            case 401, 403 -> ErrorKind.KEY_REJECTED;
            case 402 -> ErrorKind.QUOTA_EXHAUSTED;
            case 408, 409, 425, 499 -> ErrorKind.TRANSIENT;
            case 429 -> ErrorKind.RATE_LIMITED;
            case 498, 529 -> ErrorKind.OVERLOADED;
            default -> status >= 500 ? ErrorKind.SERVER_ERROR : ErrorKind.BAD_REQUEST;
        };
    }

    /** Some write a status where others write a code. */
    private static int statusAmong(ErrorFields fields) {
        for (String name : fields.names()) {
            boolean status = name.length() == 3
                    && (name.charAt(0) == '4' || name.charAt(0) == '5')
                    && Character.isDigit(name.charAt(1))
                    && Character.isDigit(name.charAt(2));
            if (status) {
                return Integer.parseInt(name);
            }
        }
        return 0;
    }
}
