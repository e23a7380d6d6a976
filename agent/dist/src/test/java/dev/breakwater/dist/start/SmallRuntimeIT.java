package dev.breakwater.dist.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.example.app.HelloApp;
import com.example.app.OneCallApp;
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

/** A runtime image that has been linked with nothing but what {@code -javaagent} and OkHttp cannot do without. */
@ParameterizedClass
@MethodSource("dev.breakwater.dist.start.Fork#jdks")
class SmallRuntimeIT {
    @Parameter
    Path jdk;

    @TempDir
    Path directory;

    @Test
    void without_http_client_management_or_any_other_optional_module_calls_are_rescued() throws Exception {
        Path runtime = linked("java.base,java.logging,java.instrument");
        try (FaultProvider provider = FaultProvider.start()) {
            provider.answer(Fault.unavailable503());
            Path policy = Files.writeString(directory.resolve("breakwater.yaml"), """
                    upstreams:
                      openai: {base-url: "%1$s", endpoints: [{url: "%1$s"}], retry: {backoff: {initial: 50ms}}}
                    """.formatted(provider.baseUrl()));
            String agent = "-javaagent:" + TrialJar.REAL + "=" + policy;

            Ended idle = Fork.java(runtime, agent, HelloApp.class.getName()).run();
            Ended calling = Fork.java(runtime, agent, OneCallApp.class.getName(), provider.baseUrl())
                    .run();

            assertThat(idle).isEqualTo(new Ended(0, "hello \n", ""));
            assertThat(calling.out()).isEqualTo("status 200\n");
            assertThat(calling.code()).isZero();
            assertThat(provider.hitCount()).isEqualTo(2);
            // Spans cannot be sent, and that is all there is to say.
            assertThat(calling.complaints())
                    .allMatch(line -> line.equals("breakwater: telemetry is off, calls are not affected: "
                            + "this runtime has no module java.net.http to send it with"));
        }
    }

    private Path linked(String modules) {
        assumeTrue(Files.isExecutable(jdk.resolve("bin/jlink")));
        Path runtime = directory.resolve("runtime");
        Ended ended = Fork.program(jdk, "jlink")
                .with("--add-modules", modules, "--output", runtime.toString())
                .run();
        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        return runtime;
    }
}
