package dev.breakwater.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.bench.app.HelloMain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What can be counted of the jar's cost: nothing here depends on how fast the machine is. */
class AgentJarIT {
    private static final Path JAR = Path.of(System.getProperty("breakwater.jar"));
    private static final long MAX_JAR_BYTES = 10L << 20;
    /** Main, guards, loader, archive, transformer. */
    private static final int MAX_CLASSES_AT_START = 12;

    @Test
    void the_jar_stays_small() throws IOException {
        assertThat(Files.size(JAR)).isBetween(1L, MAX_JAR_BYTES);
    }

    @Test
    void a_program_without_http_loads_a_handful_of_classes() throws Exception {
        List<String> loaded = loadedByAgent();

        assertThat(loaded).contains("dev.breakwater.bootstrap.Main").hasSizeLessThanOrEqualTo(MAX_CLASSES_AT_START);
        assertThat(loaded).allMatch(name -> name.startsWith("dev.breakwater.bootstrap."));
    }

    /** The JVM takes several times longer to make one than to load a class, at the worst time: in a first call. */
    @Test
    void the_jvm_has_to_make_no_class_of_a_lambda_of_ours() throws IOException {
        Map<String, byte[]> ours = ours();

        assertThat(ours).hasSizeGreaterThan(100);
        assertThat(ours)
                .allSatisfy((name, bytes) -> assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                        .doesNotContain("java/lang/invoke/LambdaMetafactory"));
    }

    @Test
    void what_adapters_need_of_their_clients_is_listed() throws IOException {
        assertThat(ours().keySet()).filteredOn(name -> name.endsWith("Adapter")).hasSizeGreaterThan(5);
    }

    /** What of the jar inside is neither a library nor its notice. */
    private static Map<String, byte[]> ours() throws IOException {
        Map<String, byte[]> ours = new HashMap<>();
        try (ZipFile jar = new ZipFile(JAR.toFile());
                ZipInputStream inner = new ZipInputStream(jar.getInputStream(jar.getEntry("inst.jar")))) {
            for (ZipEntry entry = inner.getNextEntry(); entry != null; entry = inner.getNextEntry()) {
                if (entry.getName().startsWith("dev/breakwater/")) {
                    ours.put(entry.getName(), inner.readAllBytes());
                }
            }
        }
        return ours;
    }

    private static List<String> loadedByAgent() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-javaagent:" + JAR,
                        "-Xlog:class+load",
                        "-cp",
                        Path.of("target", "classes").toString(),
                        HelloMain.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return output.lines()
                .filter(line -> line.contains("[class,load]") && line.contains("breakwater"))
                .map(line -> line.replaceAll("^.*\\] ", "").replaceAll(" source:.*$", ""))
                .filter(name -> !name.equals(HelloMain.class.getName()))
                .toList();
    }
}
