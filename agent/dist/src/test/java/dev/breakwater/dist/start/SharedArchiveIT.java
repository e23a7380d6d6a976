package dev.breakwater.dist.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.example.app.OneCallApp;
import dev.breakwater.dist.start.Fork.Ended;
import dev.breakwater.testing.Fault;
import dev.breakwater.testing.FaultProvider;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Applications that start from an archive of classes: the agent rescues their calls, and their classes still come out of it.
 * What the JVM itself logs of its archives is switched off; it goes to standard output.
 */
@ParameterizedClass
@MethodSource("dev.breakwater.dist.start.Fork#jdks")
class SharedArchiveIT {
    private static final int FIRST_WITH_AOT_CACHE = 25;
    private static final String FROM_THE_ARCHIVE = "okhttp3.OkHttpClient source: shared objects file";

    @Parameter
    Path jdk;

    @TempDir
    Path directory;

    private FaultProvider provider;
    private String agent;
    private String classPath;

    @BeforeEach
    void application() throws IOException {
        provider = FaultProvider.start();
        Path policy = Files.writeString(directory.resolve("breakwater.yaml"), """
                upstreams:
                  openai: {base-url: "%1$s", endpoints: [{url: "%1$s"}], retry: {backoff: {initial: 50ms}}}
                """.formatted(provider.baseUrl()));
        agent = "-javaagent:" + TrialJar.REAL + "=" + policy;
        // Only classes out of jars can be archived.
        classPath = jarOf(OneCallApp.class) + File.pathSeparator + Fork.libraries();
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void a_class_data_archive_made_without_the_agent_serves_a_jvm_with_it() throws Exception {
        String archive = directory.resolve("application.jsa").toString();
        assertThat(call("-XX:ArchiveClassesAtExit=" + archive).code()).isZero();

        rescued("-XX:SharedArchiveFile=" + archive, agent);

        assertThat(loadedClasses()).contains(FROM_THE_ARCHIVE);
    }

    @Test
    void an_aot_cache_made_with_the_agent_serves_a_jvm_with_it() throws Exception {
        assumeTrue(Fork.release(jdk) >= FIRST_WITH_AOT_CACHE);
        String cache = directory.resolve("application.aot").toString();
        assertThat(call("-XX:AOTCacheOutput=" + cache, agent).code()).isZero();

        rescued("-XX:AOTCache=" + cache, agent);

        assertThat(loadedClasses()).contains(FROM_THE_ARCHIVE);
    }

    @Test
    void an_aot_cache_that_the_jvm_refuses_takes_nothing_from_the_call() {
        assumeTrue(Fork.release(jdk) >= FIRST_WITH_AOT_CACHE);
        String cache = directory.resolve("without-agent.aot").toString();
        assertThat(call("-XX:AOTCacheOutput=" + cache).code()).isZero();

        rescued("-XX:AOTCache=" + cache, agent);
    }

    /** One failure and one answer at the provider, and an application that saw the answer alone. */
    private void rescued(String... options) {
        provider.reset();
        provider.answer(Fault.unavailable503());

        Ended ended = call(options);

        assertThat(ended.out()).isEqualTo("status 200\n");
        assertThat(ended.complaints()).isEmpty();
        assertThat(ended.code()).isZero();
        assertThat(provider.hitCount()).isEqualTo(2);
    }

    private Ended call(String... options) {
        return Fork.program(jdk, "java")
                .with(options)
                .with("-Xlog:disable", "-Xlog:class+load:file=" + directory.resolve("classes.log"))
                .with("-cp", classPath, OneCallApp.class.getName(), provider.baseUrl())
                .env("OTEL_TRACES_EXPORTER", "none")
                .env("OTEL_METRICS_EXPORTER", "none")
                .run();
    }

    private String loadedClasses() throws IOException {
        return Files.readString(directory.resolve("classes.log"));
    }

    private Path jarOf(Class<?> type) throws IOException {
        Path jar = directory.resolve("application.jar");
        try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(jar));
                InputStream classFile = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            entries.putNextEntry(new JarEntry(type.getName().replace('.', '/') + ".class"));
            classFile.transferTo(entries);
        }
        return jar;
    }
}
