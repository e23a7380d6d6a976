package dev.breakwater.dist.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.app.HelloApp;
import com.example.app.JdkClientApp;
import com.example.app.ReadyApp;
import dev.breakwater.dist.start.Fork.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.breakwater.dist.start.Fork#jdks")
class StartIT {
    private static final String AGENT = "-javaagent:" + TrialJar.REAL;
    private static final String HELLO = HelloApp.class.getName();

    @Parameter
    Path jdk;

    @TempDir
    Path directory;

    @Test
    void an_application_without_http_prints_what_it_always_did() {
        Ended plain = Fork.java(jdk, HELLO, "a", "b").run();
        Ended agent = Fork.java(jdk, AGENT, HELLO, "a", "b").run();

        assertThat(agent).isEqualTo(plain);
        assertThat(agent.out()).isEqualTo("hello a b\n");
        assertThat(agent.err()).isEmpty();
    }

    @Test
    void a_second_agent_says_so_and_does_nothing() throws Exception {
        Path copy = Files.copy(TrialJar.REAL, directory.resolve("copy.jar"));

        Ended ended = Fork.java(jdk, AGENT, "-javaagent:" + copy, HELLO).run();

        assertThat(ended.code()).isZero();
        assertThat(ended.complaints()).singleElement().asString().contains("already attached");
    }

    @Test
    void the_kill_switch_leaves_nothing_of_the_agent() {
        Ended ended = Fork.java(jdk, "-javaagent:" + TrialJar.TRIAL, JdkClientApp.class.getName())
                .env("BREAKWATER_ENABLED", "false")
                .run();

        assertThat(ended.out()).contains("send /governed").doesNotContain("rescued");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void an_unreadable_policy_stops_the_jvm_only_when_that_was_asked_for() {
        String agent = AGENT + "=" + directory.resolve("missing.yaml");

        Ended asked = Fork.java(jdk, agent, HELLO)
                .env("BREAKWATER_ON_INVALID_POLICY", "fail")
                .run();
        Ended otherwise = Fork.java(jdk, agent, HELLO).run();

        assertThat(asked.code()).isEqualTo(1);
        assertThat(asked.out()).isEmpty();
        assertThat(asked.err()).contains("missing.yaml", "BREAKWATER_ON_INVALID_POLICY=fail");
        assertThat(otherwise.code()).isZero();
        assertThat(otherwise.out()).startsWith("hello");
    }

    @Test
    void what_a_first_call_needs_is_loaded_before_and_sets_up_no_logging_of_the_jdks() throws Exception {
        Path policy = Files.writeString(
                directory.resolve("breakwater.yaml"),
                "upstreams:\n  one:\n    base-url: http://127.0.0.1:9/v1\n    dialect: openai\n");
        Path loaded = directory.resolve("loaded.log");

        Ended ended = Fork.java(jdk, AGENT + "=" + policy, "-Xlog:class+load:file=" + loaded, ReadyApp.class.getName())
                .run();

        assertThat(ended.out()).isEqualTo("HTTP_2\n");
        assertThat(ended.complaints()).isEmpty();
        assertThat(Files.readString(loaded))
                .contains("dev.breakwater.call.AnswerGate ", "CircuitBreakerStateMachine ")
                .doesNotContain("java.util.logging.LogManager ");
    }

    @Test
    void the_jar_is_a_program_whose_classes_come_from_the_isolated_loader() {
        Ended ended = Fork.program(jdk, "java")
                .with("-jar", TrialJar.TRIAL.toString(), "version")
                .run();

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out().lines())
                .containsExactly(
                        "version jackson-core", "loader breakwater", "attach VirtualMachine", "service JsonFactory");
        assertThat(ended.code()).isZero();
    }
}
