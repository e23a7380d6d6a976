package dev.breakwater.client.urlconnection;

import dev.breakwater.call.CallEngine;
import dev.breakwater.client.AdapterContext;
import dev.breakwater.client.ClientDescription;
import dev.breakwater.client.Clients;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.function.BiFunction;
import java.util.function.Function;

/** URLs whose handler calls the gate by hand, where woven code would call it: the JDK's handlers are the boot loader's. */
final class HookedUrls extends URLStreamHandler {
    private final BiFunction<Object, Object, Object> gate;

    HookedUrls(CallEngine engine) {
        record Context(CallEngine engine, ClassLoader applicationLoader) implements AdapterContext {}
        ClientDescription description = Clients.all().stream()
                .filter(client -> client.adapterClassName().equals(UrlConnectionAdapter.class.getName()))
                .findFirst()
                .orElseThrow();
        gate = new UrlConnectionAdapter(new Context(engine, ClassLoader.getPlatformClassLoader()))
                .gate(description.hooks().get(0));
    }

    URL url(String text) throws MalformedURLException {
        return new URL(null, text, this);
    }

    @Override
    protected int getDefaultPort() {
        return 80;
    }

    @Override
    protected URLConnection openConnection(URL url) throws IOException {
        return openConnection(url, null);
    }

    @Override
    protected URLConnection openConnection(URL url, Proxy proxy) throws IOException {
        Object hook = gate.apply(this, url);
        @SuppressWarnings("unchecked")
        Object taken = hook == null ? null : ((Function<Object[], Object>) hook).apply(new Object[] {this, url, proxy});
        if (taken != null) {
            return (URLConnection) taken;
        }
        URL plain = new URL(url.toExternalForm());
        return proxy == null ? plain.openConnection() : plain.openConnection(proxy);
    }
}
