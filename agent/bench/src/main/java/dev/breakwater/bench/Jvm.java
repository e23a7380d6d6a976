package dev.breakwater.bench;

import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** An installed JVM to measure with. */
public record Jvm(int feature, String version, Path java) {
    /**
     * Of those found, the one with this feature number, or all of them.
     *
     * @throws IllegalArgumentException when there is none
     */
    static List<Jvm> chosen(String feature) throws Exception {
        List<Jvm> found = found();
        List<Jvm> chosen = found.stream()
                .filter(jvm -> feature.equals("all") || feature.equals(Integer.toString(jvm.feature)))
                .toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("no JDK " + feature + " here, only " + found);
        }
        return chosen;
    }

    /** This one and the newest found beside it, the oldest first. */
    private static List<Jvm> found() throws Exception {
        Jvm own = Objects.requireNonNull(of(Path.of(System.getProperty("java.home"))));
        Jvm newest = own;
        Path installed = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(installed)) {
            try (DirectoryStream<Path> homes = Files.newDirectoryStream(installed)) {
                for (Path home : homes) {
                    Jvm candidate = of(home);
                    newest = candidate != null && candidate.feature > newest.feature ? candidate : newest;
                }
            }
        }
        List<Jvm> all = new ArrayList<>(List.of(own));
        if (newest.feature > own.feature) {
            all.add(newest);
        }
        return all;
    }

    private static @Nullable Jvm of(Path home) throws Exception {
        Path release = home.resolve("release");
        Path java = home.resolve("bin/java");
        if (!Files.isReadable(release) || !Files.isExecutable(java)) {
            return null;
        }
        Properties facts = new Properties();
        try (var reader = Files.newBufferedReader(release)) {
            facts.load(reader);
        }
        String version = facts.getProperty("JAVA_VERSION", "0").replace("\"", "");
        return new Jvm(Integer.parseInt(version.split("[.\\-+]", 2)[0]), version, java);
    }

    @Override
    public String toString() {
        return "JDK " + feature;
    }
}
