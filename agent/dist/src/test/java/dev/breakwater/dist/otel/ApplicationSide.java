package dev.breakwater.dist.otel;

import dev.breakwater.dist.otel.app.Program;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Class loaders that stand for applications: they see the JDK, one program, and the OpenTelemetry that they are given. */
final class ApplicationSide {
    private ApplicationSide() {}

    /** With the version that the agent has too, but a copy of its own. */
    static URLClassLoader newest() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (new File(entry).getName().startsWith("opentelemetry-")) {
                urls.add(new File(entry).toURI().toURL());
            }
        }
        return loader(urls);
    }

    /** With the oldest version that can be joined. */
    static URLClassLoader oldest() throws Exception {
        List<URL> urls = new ArrayList<>();
        try (Stream<Path> jars = Files.list(Path.of("target", "oldest-opentelemetry"))) {
            for (Path jar : jars.toList()) {
                urls.add(jar.toUri().toURL());
            }
        }
        return loader(urls);
    }

    /** With none at all. */
    static URLClassLoader none() throws Exception {
        return loader(new ArrayList<>());
    }

    private static URLClassLoader loader(List<URL> urls) {
        urls.add(Program.class.getProtectionDomain().getCodeSource().getLocation());
        return new URLClassLoader("application", urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    @SuppressWarnings("unchecked")
    static BiFunction<String, Runnable, List<String>> program(ClassLoader application) throws Exception {
        return (BiFunction<String, Runnable, List<String>>)
                application.loadClass(Program.class.getName()).getConstructor().newInstance();
    }
}
