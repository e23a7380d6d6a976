package dev.breakwater.company;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The small programs in {@code src/test/layers}, each compiled against its own jars, which no class path could hold together. */
final class Programs {
    private static final Path SOURCES = Path.of("src", "test", "layers");

    private Programs() {}

    /** Everything that a layer's program runs with: itself, compiled into the directory, and the layer's jars. */
    static String classPath(Layer layer, Path directory) throws IOException {
        Path classes = compile(layer.folder(), directory.resolve("classes"), "Questions", layer.program());
        return classes + File.pathSeparator + classPath(layer.folder());
    }

    static String classPath(Path folder) throws IOException {
        return jars(folder).stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> jars = Files.list(folder.toAbsolutePath())) {
            return jars.sorted().toList();
        }
    }

    /** Compiles programs into {@code classes}, which is made if need be. */
    static Path compile(Path libraries, Path classes, String... programs) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-encoding", "UTF-8"));
        arguments.addAll(List.of("-cp", classPath(libraries)));
        arguments.addAll(List.of("-d", Files.createDirectories(classes).toString()));
        Stream.of(programs)
                .map(program -> SOURCES.resolve(program + ".java").toString())
                .forEach(arguments::add);
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int code = ToolProvider.getSystemJavaCompiler().run(null, errors, errors, arguments.toArray(String[]::new));
        if (code != 0) {
            throw new AssertionError(errors.toString(StandardCharsets.UTF_8));
        }
        return classes;
    }
}
