package dev.breakwater.dist.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.app.JdkClientApp;
import dev.breakwater.dist.start.Fork.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands out of the real jar, through the isolated loader. */
@ParameterizedClass
@MethodSource("dev.breakwater.dist.start.Fork#jdks")
class CommandIT {
    @Parameter
    Path jdk;

    @TempDir
    Path directory;

    @Test
    void check_reads_the_environment_and_returns_its_exit_code() throws Exception {
        Path policy = policy("upstreams: {openai: {endpoints: [{url: https://b.example.com, key: '${env:THE_KEY}'}]}}");

        Ended without = command("check", policy.toString()).run();
        Ended with = command("check", policy.toString()).env("THE_KEY", "k").run();

        assertThat(without.code()).isEqualTo(1);
        assertThat(without.err()).contains("environment variable THE_KEY is not set");
        assertThat(with.code()).isZero();
        assertThat(with.out()).contains("is valid.");
        assertThat(with.err()).isEmpty();
    }

    @Test
    void version_and_schema_come_out_of_the_jar() {
        assertThat(command("version").run().out()).matches("breakwater \\d.*\\n");
        assertThat(command("schema").run().out()).startsWith("{").endsWith("}\n");
    }

    @Test
    void a_wrong_command_line_ends_with_2() {
        assertThat(command("bogus").run().code()).isEqualTo(2);
    }

    @Test
    void attach_loads_the_agent_into_a_running_jvm() throws Exception {
        Path policy = policy("upstreams: {openai: {}}");
        Fork.Running app = Fork.java(
                        jdk,
                        "-XX:+IgnoreUnrecognizedVMOptions",
                        "-XX:+EnableDynamicAgentLoading",
                        JdkClientApp.class.getName(),
                        "wait")
                .start();
        app.awaitOutput("ready");

        Ended attached = command("attach", Long.toString(app.process().pid()), policy.toString())
                .run();
        app.typeLine();
        app.end();

        assertThat(attached.err()).isEmpty();
        assertThat(attached.out()).contains("The agent runs in " + app.process().pid());
        assertThat(attached.code()).isZero();
    }

    @Test
    void attach_without_the_jdks_module_says_so() throws Exception {
        Path policy = policy("upstreams: {openai: {}}");

        Ended ended = Fork.program(jdk, "java")
                .with("--limit-modules", "java.base,java.net.http,java.instrument")
                .with(
                        "-jar",
                        TrialJar.REAL.toString(),
                        "attach",
                        Long.toString(ProcessHandle.current().pid()))
                .with(policy.toString())
                .run();

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("no module jdk.attach");
    }

    private Fork command(String... arguments) {
        return Fork.program(jdk, "java").with("-jar", TrialJar.REAL.toString()).with(arguments);
    }

    private Path policy(String yaml) throws Exception {
        return Files.writeString(directory.resolve("breakwater.yaml"), yaml);
    }
}
