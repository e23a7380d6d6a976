package dev.breakwater.client.apache4.shared;

import java.util.concurrent.Callable;

/** The hooked methods declare what is thrown in here, but {@code Function} does not. */
public final class Rethrow {
    private Rethrow() {}

    public static <T> T unchecked(Callable<T> action) {
        try {
            return action.call();
        } catch (Exception e) {
            throw Rethrow.<RuntimeException>as(e);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Exception> E as(Exception error) throws E {
        throw (E) error;
    }
}
