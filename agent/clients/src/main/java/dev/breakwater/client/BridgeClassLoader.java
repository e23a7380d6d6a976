package dev.breakwater.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sees both sides: adapters' packages are defined here anew from the agent's class files, the rest of the agent comes
 * from the agent's loader, and everything else from the application's. Its adapters live exactly as long as it does.
 */
final class BridgeClassLoader extends ClassLoader {
    private static final String CLIENTS = BridgeClassLoader.class.getPackageName() + ".";

    static {
        registerAsParallelCapable();
    }

    /** By adapter class name. Kept here so that whoever holds a gate's class holds its adapter. */
    final Map<String, ClientAdapter> adapters = new ConcurrentHashMap<>();

    private final ClassLoader agent;

    BridgeClassLoader(ClassLoader agent, ClassLoader application) {
        super("breakwater-bridge", application);
        this.agent = agent;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (belongsToAdapter(name)) {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }
        if (name.startsWith("dev.breakwater.")) {
            return agent.loadClass(name);
        }
        return super.loadClass(name, resolve);
    }

    /** True for classes in a package below this one. */
    private static boolean belongsToAdapter(String name) {
        return name.startsWith(CLIENTS) && name.indexOf('.', CLIENTS.length()) > 0;
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] classFile = classFile(agent, name);
        return defineClass(name, classFile, 0, classFile.length, BridgeClassLoader.class.getProtectionDomain());
    }

    static byte[] classFile(ClassLoader loader, String name) throws ClassNotFoundException {
        try (InputStream stream = loader.getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (stream == null) {
                throw new ClassNotFoundException(name);
            }
            return stream.readAllBytes();
        } catch (IOException failure) {
            throw new ClassNotFoundException(name, failure);
        }
    }
}
