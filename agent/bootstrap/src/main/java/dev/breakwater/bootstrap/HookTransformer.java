package dev.breakwater.bootstrap;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.nio.charset.Charset;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sees every class the JVM loads, and lets all but a handful of exact names pass at the price of one hash look-up: classes to
 * hook, and those that tell of a client to come. The names were written into the jar when it was built, from the list of
 * clients, so that nothing has to be loaded for it.
 */
final class HookTransformer implements ClassFileTransformer {
    private final IsolatedAgent agent;
    final Set<String> awaitedNames; // internal, with slashes
    private @Nullable ClassFileTransformer weaver;
    private boolean failed;

    HookTransformer(IsolatedAgent agent) throws IOException {
        this.agent = agent;
        this.awaitedNames = names(agent.loader.archive);
    }

    private static Set<String> names(Archive archive) throws IOException {
        try (InputStream list = archive.entry("awaited-classes")) {
            String names = new String(list.readAllBytes(), Charset.defaultCharset());
            return new HashSet<String>(Arrays.asList(names.split("\n")));
        }
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable Module module,
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        // Our own classes first: they are being loaded by the very code below.
        if (loader == agent.loader || name == null || !awaitedNames.contains(name)) {
            return null;
        }
        try {
            ClassFileTransformer ready = readyWeaver();
            return ready == null ? null : ready.transform(module, loader, name, redefined, domain, classFile);
        } catch (Throwable failure) {
            Log.warn("cannot hook " + name + ", its calls are left untouched: " + failure);
            return null;
        }
    }

    /** Holds its lock only while agent and JDK classes load, so it cannot meet an application's loader lock. */
    private synchronized @Nullable ClassFileTransformer readyWeaver() throws ReflectiveOperationException {
        if (weaver == null && !failed) {
            failed = true;
            weaver = agent.weaver();
        }
        return weaver;
    }
}
