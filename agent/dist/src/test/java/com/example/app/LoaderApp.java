package com.example.app;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Deploys an application that uses OkHttp several times, each in a loader of its own that knows the JDK and nothing else,
 * as an OSGi container would; throws each away, and sees whether it goes.
 */
public final class LoaderApp {
    private LoaderApp() {}

    public static void main(String[] arguments) throws Exception {
        List<WeakReference<ClassLoader>> discarded = new ArrayList<>();
        for (int deployment = 0; deployment < 5; deployment++) {
            discarded.add(deployAndDiscard());
        }
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (alive(discarded) > 0 && System.nanoTime() < deadline) {
            System.gc();
        }
        System.out.println("alive: " + alive(discarded));
    }

    @SuppressWarnings("unchecked")
    private static WeakReference<ClassLoader> deployAndDiscard() throws Exception {
        try (URLClassLoader loader = new JdkOnlyLoader()) {
            Class<?> chain = Class.forName("com.example.app.OkHttpChain", true, loader);
            System.out.println(((Supplier<String>) chain.getConstructor().newInstance()).get());
            return new WeakReference<>(loader);
        }
    }

    private static long alive(List<WeakReference<ClassLoader>> loaders) {
        return loaders.stream().filter(loader -> loader.get() != null).count();
    }

    private static final class JdkOnlyLoader extends URLClassLoader {
        JdkOnlyLoader() throws Exception {
            super(classPath(), null);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("java.") || name.startsWith("javax.")) {
                return ClassLoader.getPlatformClassLoader().loadClass(name);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }

        private static URL[] classPath() throws Exception {
            List<URL> urls = new ArrayList<>();
            for (String element : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
                urls.add(Path.of(element).toUri().toURL());
            }
            return urls.toArray(new URL[0]);
        }
    }
}
