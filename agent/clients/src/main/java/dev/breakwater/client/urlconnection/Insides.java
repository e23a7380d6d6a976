package dev.breakwater.client.urlconnection;

import dev.breakwater.client.JdkInternals;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * The two things that a connection of the JDK's cannot be asked for in public. To be ended while another thread reads its answer:
 * {@code disconnect()} waits for that very thread. And not to send a request a second time by itself when no answer has come, as it
 * does even with a POST. Immutable.
 */
final class Insides {
    private static final String HTTP = "sun.net.www.protocol.http.HttpURLConnection";
    private static final String HTTPS = "sun.net.www.protocol.https.HttpsURLConnectionImpl";
    private static final String CLIENT = "sun.net.www.http.HttpClient";

    private final Class<?> secure;
    private final VarHandle delegate;
    private final VarHandle client;
    private final MethodHandle closeServer;
    private final MethodHandle setDoNotRetry;

    /** @throws ReflectiveOperationException if this JDK has not what is needed: then no connection can be governed */
    Insides() throws ReflectiveOperationException {
        Class<?> plain = Class.forName(HTTP);
        secure = Class.forName(HTTPS);
        Class<?> clientType = Class.forName(CLIENT);
        delegate = JdkInternals.lookup(secure)
                .findVarHandle(
                        secure, "delegate", Class.forName("sun.net.www.protocol.https.DelegateHttpsURLConnection"));
        client = JdkInternals.lookup(plain).findVarHandle(plain, "http", clientType);
        Lookup inClient = JdkInternals.lookup(clientType);
        closeServer = inClient.findVirtual(clientType, "closeServer", MethodType.methodType(void.class))
                .asType(MethodType.methodType(void.class, Object.class));
        setDoNotRetry = inClient.findVirtual(
                        clientType, "setDoNotRetry", MethodType.methodType(void.class, boolean.class))
                .asType(MethodType.methodType(void.class, Object.class, boolean.class));
    }

    /** Ends what is under way on a connection that stands, whichever thread is at it. Never throws. */
    void close(HttpURLConnection connection) {
        try {
            Object open = client(connection);
            if (open != null) {
                setDoNotRetry.invokeExact(open, true);
                closeServer.invokeExact(open);
            }
        } catch (Throwable broken) {
            // A connection that cannot be closed is no worse than one that is.
        }
    }

    /** The request that follows on this connection, which stands, is sent once. */
    void sendOnce(HttpURLConnection connection) {
        try {
            Object open = client(connection);
            if (open != null) {
                setDoNotRetry.invokeExact(open, true);
            }
        } catch (Throwable broken) {
            // Then it is as it would be without the agent.
        }
    }

    private @Nullable Object client(HttpURLConnection connection) {
        Object holder = secure.isInstance(connection) ? (Object) delegate.get(connection) : connection;
        return (Object) client.getAcquire(holder);
    }
}
