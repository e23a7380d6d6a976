package dev.breakwater.client.contract;

import dev.breakwater.dialect.Dialect;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * Tells when the head of a good answer has come: no listener of the engine's does, and what a client makes of a cancellation may be
 * another thing before it and behind it.
 */
final class HeadNotice {
    private HeadNotice() {}

    /** The same dialect; tells whenever it is asked to read an answer. */
    static Dialect of(Dialect dialect, Runnable onHead) {
        return (Dialect) Proxy.newProxyInstance(
                Dialect.class.getClassLoader(), new Class<?>[] {Dialect.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("reader")) {
                        onHead.run();
                    }
                    try {
                        return method.invoke(dialect, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }
}
