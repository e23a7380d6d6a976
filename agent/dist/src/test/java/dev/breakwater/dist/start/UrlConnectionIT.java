package dev.breakwater.dist.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.app.HelloApp;
import com.example.app.UrlApp;
import dev.breakwater.dist.start.Fork.Ended;
import dev.breakwater.testing.Fault;
import dev.breakwater.testing.FaultProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The one client that the boot loader loads. */
@ParameterizedClass
@MethodSource("dev.breakwater.dist.start.Fork#jdks")
class UrlConnectionIT {
    private static final String AGENT = "-javaagent:" + TrialJar.REAL;

    @Parameter
    Path jdk;

    @TempDir
    Path directory;

    @Test
    void attached_after_the_jdks_handlers_were_loaded_it_governs_them() throws Exception {
        try (FaultProvider provider = FaultProvider.start()) {
            provider.answer(Fault.unavailable503());
            Fork.Running app = Fork.java(
                            jdk,
                            "-XX:+IgnoreUnrecognizedVMOptions",
                            "-XX:+EnableDynamicAgentLoading",
                            UrlApp.class.getName(),
                            provider.baseUrl())
                    .env("BREAKWATER_POLICY", policy(provider).toString())
                    .env("OTEL_SDK_DISABLED", "true")
                    .start();
            app.awaitOutput("ready");

            Fork.program(jdk, "jcmd")
                    .with(String.valueOf(app.process().pid()), "JVMTI.agent_load", TrialJar.REAL.toString())
                    .run();
            app.typeLine();
            Ended ended = app.end();

            assertThat(ended.complaints()).isEmpty();
            assertThat(ended.out()).contains("200 of");
            assertThat(provider.hitCount()).isEqualTo(2);
        }
    }

    @Test
    void it_governs_from_the_start_with_every_class_verified() throws Exception {
        try (FaultProvider provider = FaultProvider.start()) {
            provider.answer(Fault.unavailable503());
            Fork.Running app = Fork.java(
                            jdk,
                            AGENT + "=" + policy(provider),
                            "-XX:+UnlockDiagnosticVMOptions",
                            "-XX:+BytecodeVerificationLocal",
                            UrlApp.class.getName(),
                            provider.baseUrl())
                    .env("OTEL_SDK_DISABLED", "true")
                    .start();
            app.typeLine();
            Ended ended = app.end();

            assertThat(ended.complaints()).isEmpty();
            assertThat(ended.out()).contains("200 of");
            assertThat(provider.hitCount()).isEqualTo(2);
        }
    }

    @Test
    void an_application_that_opens_no_url_loads_none_of_it() {
        Ended ended = Fork.java(jdk, AGENT, "-Xlog:class+load:stdout", HelloApp.class.getName())
                .run();

        assertThat(ended.out()).contains("hello").doesNotContain("sun.net.www.protocol.http", "dev.breakwater.weaving");
    }

    private Path policy(FaultProvider provider) throws Exception {
        return Files.writeString(
                directory.resolve("breakwater.yaml"),
                "upstreams: {openai: {base-url: '" + provider.baseUrl() + "', retry: {backoff: {initial: 50ms}}}}");
    }
}
