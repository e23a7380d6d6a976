package dev.breakwater.company;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Packs {@code BootApp} as Spring Boot's plugins do: an executable jar with the libraries as jars inside. */
final class BootJar {
    private static final Path LAYERS = Path.of("target", "layers");

    private BootJar() {}

    /** @param boot the folder with the jars that go into it; that of the line's own packer ends with "-tools" */
    static Path pack(String boot, Path directory) throws IOException, ReflectiveOperationException {
        Path libraries = LAYERS.resolve(boot);
        Path plain = plainJar(
                Programs.compile(libraries, directory.resolve("classes"), "Questions", "BootApp"),
                directory.resolve("plain.jar"));
        Path packed = directory.resolve("app.jar");
        Path tools = LAYERS.resolve(boot + "-tools");
        List<URL> packer = new ArrayList<>();
        packer.add(Programs.compile(tools, directory.resolve("packer"), "BootPacker")
                .toUri()
                .toURL());
        for (Path jar : Programs.jars(tools)) {
            packer.add(jar.toUri().toURL());
        }
        // Each line has a packer of its own, of which none may be on the tests' class path.
        try (URLClassLoader loader =
                new URLClassLoader(packer.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            loader.loadClass("BootPacker").getMethod("main", String[].class).invoke(null, (Object)
                    arguments(plain, packed, libraries));
        }
        return packed;
    }

    private static String[] arguments(Path plain, Path packed, Path libraries) throws IOException {
        return Stream.concat(Stream.of(plain, packed), Programs.jars(libraries).stream())
                .map(Path::toString)
                .toArray(String[]::new);
    }

    private static Path plainJar(Path classes, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.list(classes)) {
            for (Path file : files.toList()) {
                out.putNextEntry(new JarEntry(file.getFileName().toString()));
                Files.copy(file, out);
            }
        }
        return jar;
    }
}
