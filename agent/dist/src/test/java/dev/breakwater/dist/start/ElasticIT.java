package dev.breakwater.dist.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.app.OneCallApp;
import com.example.app.TracedApp;
import dev.breakwater.dist.start.Fork.Ended;
import dev.breakwater.testing.Fault;
import dev.breakwater.testing.FaultProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A JVM with Elastic's APM agent beside the real jar, whichever came first: both do their work on the same call. */
class ElasticIT {
    private static final Path ELASTIC = Path.of("target", "elastic-agent", "elastic-apm-agent.jar");

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"okhttp, true", "okhttp, false", "jdk, true", "jdk, false"})
    void beside_elastics_agent_calls_are_rescued(String client, boolean elasticFirst) throws Exception {
        Path log = directory.resolve("elastic.log");
        try (FaultProvider provider = FaultProvider.start()) {
            provider.answer(Fault.unavailable503());
            String elastic = "-javaagent:" + ELASTIC.toAbsolutePath();
            String ours = "-javaagent:" + TrialJar.REAL + "=" + policy(provider);
            Class<?> application = client.equals("okhttp") ? OneCallApp.class : TracedApp.class;

            Ended ended = Fork.java(Path.of(System.getProperty("java.home")))
                    .with(elasticFirst ? elastic : ours, elasticFirst ? ours : elastic)
                    .with("-Delastic.apm.disable_send=true", "-Delastic.apm.central_config=false")
                    .with("-Delastic.apm.cloud_provider=NONE", "-Delastic.apm.log_file=" + log)
                    .with("-Delastic.apm.service_name=application")
                    // Its HTTP spans, and the header that tells of them, exist in a transaction only.
                    .with("-Delastic.apm.trace_methods=" + application.getName() + "#main")
                    .with(application.getName(), provider.baseUrl(), "1")
                    .env("OTEL_SDK_DISABLED", "true")
                    .run();

            assertThat(ended.out()).as(ended.err()).isEqualTo(client.equals("okhttp") ? "status 200\n" : "200\n");
            assertThat(ended.code()).isZero();
            // What Elastic's says, it says without us, too: it cannot tell a URL among arguments from a jar.
            assertThat(ended.complaints()).allMatch(line -> line.startsWith("[elastic-apm-agent] WARN Unexpected JVM"));
            assertThat(provider.hits())
                    .hasSize(2)
                    .allSatisfy(hit -> assertThat(hit.headers()).containsKey("elastic-apm-traceparent"));
            assertThat(Files.readAllLines(log))
                    .anyMatch(line -> line.contains("Starting Elastic APM"))
                    .noneMatch(line -> line.contains(" ERROR "));
        }
    }

    private Path policy(FaultProvider provider) throws Exception {
        return Files.writeString(directory.resolve("breakwater.yaml"), """
                upstreams:
                  openai: {base-url: "%1$s", endpoints: [{url: "%1$s"}], retry: {backoff: {initial: 50ms}}}
                """.formatted(provider.baseUrl()));
    }
}
