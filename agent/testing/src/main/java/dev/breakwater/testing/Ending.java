package dev.breakwater.testing;

/**
 * How an exchange ended, as the provider saw it.
 *
 * @param how what ended it
 * @param nanos when, by {@link System#nanoTime()}
 */
public record Ending(How how, long nanos) {

    /** What ended an exchange. */
    public enum How {
        /** Everything that the script asked for was written. */
        ANSWERED,
        /** The script cut the connection, by a reset or by hanging up early. */
        CUT,
        /** The client closed its side before the answer was complete: it cancelled or ran out of patience. */
        CLIENT_CLOSED,
        /** The provider itself was closed meanwhile. */
        PROVIDER_CLOSED
    }
}
