package dev.breakwater.client.urlconnection;

import dev.breakwater.call.CallEngine;
import dev.breakwater.message.Url;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;
import java.net.URLStreamHandler;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/** A URL whose host some upstream has: gives a connection of ours if it really lies below one. */
final class OpenHook implements Function<Object[], @Nullable Object> {
    private final CallEngine engine;
    private final Callable<Insides> finding;
    private final Consumer<String> warnings;
    private final AtomicBoolean otherJdk = new AtomicBoolean();
    private volatile @Nullable Insides insides;

    /**
     * @param finding throws a {@link ReflectiveOperationException} if this JDK is another: then nothing is governed
     * @param warnings takes the one line that says so
     */
    OpenHook(CallEngine engine, Callable<Insides> finding, Consumer<String> warnings) {
        this.engine = engine;
        this.finding = finding;
        this.warnings = warnings;
    }

    /** @param arguments the protocol's handler, the URL and the proxy, if the application has named one */
    @Override
    public @Nullable Object apply(Object[] arguments) {
        URL url = (URL) arguments[1];
        try {
            Url neutral = Opening.neutral(url);
            if (otherJdk.get() || engine.upstreamOf(neutral) == null) {
                return null;
            }
            Opening opening = new Opening(url, neutral, (Proxy) arguments[2], (URLStreamHandler) arguments[0]);
            HttpURLConnection unused = opening.original();
            return unused instanceof HttpsURLConnection
                    ? new GovernedSecureConnection(engine, insides(), opening, unused)
                    : new GovernedConnection(engine, insides(), opening, unused);
        } catch (ReflectiveOperationException missing) {
            if (otherJdk.compareAndSet(false, true)) {
                warnings.accept(
                        "HttpURLConnection is not supported here, its calls are left untouched: this JDK has others inside: "
                                + missing);
            }
            return null;
        } catch (Exception | LinkageError failure) {
            // If the URL is at fault, the original says so.
            return null;
        }
    }

    /** Not before some connection is governed: for 4 ms the JDK makes classes to reach them. */
    private Insides insides() throws Exception {
        Insides known = insides;
        if (known == null) {
            known = finding.call();
            insides = known;
        }
        return known;
    }
}
