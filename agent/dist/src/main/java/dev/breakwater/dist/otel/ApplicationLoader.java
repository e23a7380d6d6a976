package dev.breakwater.dist.otel;

import java.io.IOException;
import java.io.InputStream;

/** Defines the telemetry package anew for one application: over its OpenTelemetry API instead of the agent's. */
final class ApplicationLoader extends ClassLoader {
    private static final String TELEMETRY = "dev.breakwater.telemetry.";

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader agent;

    ApplicationLoader(ClassLoader agent, ClassLoader application) {
        super("breakwater-telemetry", application);
        this.agent = agent;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(TELEMETRY)) {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }
        return name.startsWith("dev.breakwater.") ? agent.loadClass(name) : super.loadClass(name, resolve);
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream stream = agent.getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (stream == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = stream.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length, ApplicationLoader.class.getProtectionDomain());
        } catch (IOException failure) {
            throw new ClassNotFoundException(name, failure);
        }
    }
}
