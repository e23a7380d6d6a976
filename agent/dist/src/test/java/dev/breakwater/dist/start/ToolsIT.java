package dev.breakwater.dist.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.dist.start.Fork.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A container's {@code JAVA_TOOL_OPTIONS} reach whatever else is run there, which must not notice. */
@ParameterizedClass
@MethodSource("dev.breakwater.dist.start.Fork#jdks")
class ToolsIT {
    private static final String AGENT = "-javaagent:" + TrialJar.REAL;

    @Parameter
    Path jdk;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"jar, --version", "javac, --version", "keytool, -help", "jcmd, -l", "jps, -l"})
    void jdk_tools_run_as_without_it(String tool, String argument) {
        Ended plain = Fork.program(jdk, tool).with(argument).run();
        Ended agent = Fork.program(jdk, tool)
                .with(argument)
                .env("JAVA_TOOL_OPTIONS", AGENT)
                .run();

        assertThat(agent.code()).isEqualTo(plain.code());
        if (!argument.equals("-l")) {
            assertThat(agent.out()).isEqualTo(plain.out());
            assertThat(agent.complaints()).isEqualTo(plain.complaints());
        }
    }

    @Test
    void a_policy_that_stops_services_does_not_stop_a_build() throws Exception {
        Path source = Files.writeString(directory.resolve("Nothing.java"), "class Nothing {}");

        Ended compiled = tool("javac").with(source.toString()).run();
        Ended packed = tool("jar")
                .with("--create", "--file", directory.resolve("nothing.jar").toString())
                .with("-C", directory.toString(), "Nothing.class")
                .run();

        assertThat(compiled).returns(0, Ended::code).returns("", Ended::out);
        assertThat(packed).returns(0, Ended::code).returns("", Ended::out);
        assertThat(compiled.complaints()).isEmpty();
        assertThat(packed.complaints()).isEmpty();
    }

    @Test
    void maven_prints_what_it_always_did_and_no_policy_is_read() {
        Ended plain = maven().run();
        Ended agent = maven().env("JAVA_TOOL_OPTIONS", AGENT)
                .env("BREAKWATER_POLICY", directory.resolve("missing.yaml").toString())
                .run();

        assertThat(agent.code()).isZero();
        assertThat(agent.out()).contains("Maven").isEqualTo(plain.out());
        assertThat(agent.complaints()).isEqualTo(plain.complaints());
    }

    /** With a policy that is not there and must be. */
    private Fork tool(String name) {
        return Fork.program(jdk, name)
                .env("JAVA_TOOL_OPTIONS", AGENT)
                .env("BREAKWATER_POLICY", directory.resolve("missing.yaml").toString())
                .env("BREAKWATER_ON_INVALID_POLICY", "fail");
    }

    private Fork maven() {
        return Fork.program(Path.of(System.getProperty("breakwater.maven")), "mvn")
                .with("--version")
                .env("JAVA_HOME", jdk.toString());
    }
}
