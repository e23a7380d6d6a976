package dev.breakwater.client.jdk;

import java.util.concurrent.Callable;

/** Lets exceptions through that the hooked method declares and a function cannot. */
final class Rethrow {
    private Rethrow() {}

    static <T> T unchecked(Callable<T> body) {
        try {
            return body.call();
        } catch (Exception e) {
            throw Rethrow.<RuntimeException>sneaky(e);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // erased: the exception is thrown as it is
    private static <E extends Throwable> E sneaky(Throwable error) throws E {
        throw (E) error;
    }
}
