package dev.breakwater.dist.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.app.JdkClientApp;
import com.example.app.LoaderApp;
import com.example.app.OkHttpChain;
import dev.breakwater.dist.start.Fork.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.breakwater.dist.start.Fork#jdks")
class HookIT {
    private static final String AGENT = "-javaagent:" + TrialJar.TRIAL;
    private static final List<String> RESCUED =
            List.of("send /plain", "async /plain", "push /plain", "send /rescued", "async /rescued", "push /rescued");

    @Parameter
    Path jdk;

    @TempDir
    Path directory;

    @Test
    void each_call_style_of_the_jdk_client_reaches_its_gate() {
        Ended ended = Fork.java(
                        jdk,
                        AGENT,
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:+BytecodeVerificationLocal",
                        JdkClientApp.class.getName())
                .run();

        assertThat(ended.out().lines()).containsExactlyElementsOf(RESCUED);
        assertThat(ended.complaints()).isEmpty();
    }

    @Test
    void attached_to_a_running_jvm_it_governs_a_client_made_before() {
        Fork.Running app = Fork.java(
                        jdk,
                        "-XX:+IgnoreUnrecognizedVMOptions",
                        "-XX:+EnableDynamicAgentLoading",
                        JdkClientApp.class.getName(),
                        "wait")
                .start();
        app.awaitOutput("ready");

        Ended attached = Fork.program(jdk, "jcmd")
                .with(String.valueOf(app.process().pid()), "JVMTI.agent_load", TrialJar.TRIAL.toString())
                .run();
        app.typeLine();
        Ended ended = app.end();

        assertThat(attached.out()).contains("return code: 0");
        assertThat(ended.out().lines().skip(1)).containsExactlyElementsOf(RESCUED);
        assertThat(ended.complaints()).isEmpty();
    }

    @Test
    void attaching_twice_changes_nothing_but_says_so() {
        Fork.Running app = Fork.java(jdk, AGENT, "-XX:+EnableDynamicAgentLoading", JdkClientApp.class.getName(), "wait")
                .start();
        app.awaitOutput("ready");

        Fork.program(jdk, "jcmd")
                .with(String.valueOf(app.process().pid()), "JVMTI.agent_load", TrialJar.TRIAL.toString())
                .run();
        app.typeLine();
        Ended ended = app.end();

        assertThat(ended.out().lines().skip(1)).containsExactlyElementsOf(RESCUED);
        assertThat(ended.complaints()).singleElement().asString().contains("already attached");
    }

    @Test
    void okhttps_first_chain_gets_its_interceptor_and_the_others_do_not() {
        Ended ended = Fork.java(jdk, AGENT, OkHttpChain.class.getName()).run();

        assertThat(ended.out().lines()).containsExactly("first: chain of 3", "second: chain of 2");
        assertThat(ended.complaints()).isEmpty();
    }

    @Test
    void a_loader_that_delegates_the_jdk_alone_is_hooked_and_goes_when_it_is_thrown_away() {
        Ended ended = Fork.java(jdk, AGENT, LoaderApp.class.getName()).run();

        assertThat(ended.complaints()).isEmpty();
        assertThat(ended.out().lines())
                .startsWith("chain of 3", "chain of 3", "chain of 3", "chain of 3", "chain of 3")
                .endsWith("alive: 0");
    }

    @Test
    void with_the_real_adapter_too_a_loader_goes_when_it_is_thrown_away() throws Exception {
        Path policy = Files.writeString(directory.resolve("breakwater.yaml"), "upstreams: {openai: {}}");

        Ended ended = Fork.java(jdk, "-javaagent:" + TrialJar.REAL + "=" + policy, LoaderApp.class.getName())
                .run();

        assertThat(ended.complaints()).isEmpty();
        assertThat(ended.out()).startsWith("chain of 2, governed\n").endsWith("alive: 0\n");
    }

    @Test
    void an_unknown_version_of_a_client_is_left_alone_with_one_warning() throws Exception {
        Path app = compile("""
                package okhttp3.internal.http;
                public class RealInterceptorChain {
                    private final java.util.List interceptors = java.util.List.of();
                    private final int index = 0;
                    public static void main(String[] arguments) {
                        System.out.println(new RealInterceptorChain().interceptors);
                        System.out.println(new RealInterceptorChain().interceptors);
                    }
                }
                """);

        Ended ended = Fork.program(jdk, "java")
                .with(AGENT, "-cp", app.toString(), "okhttp3.internal.http.RealInterceptorChain")
                .run();

        assertThat(ended.out()).isEqualTo("[]\n[]\n");
        assertThat(ended.complaints())
                .singleElement()
                .asString()
                .contains("OkHttp is not supported here", "left untouched", "okhttp3/Interceptor");
    }

    @Test
    void a_class_that_cannot_be_woven_is_left_alone_with_one_warning() throws Exception {
        Path app = compile("""
                package okhttp3.internal.http;
                public class RealInterceptorChain {
                    public static void main(String[] arguments) {
                        System.out.println(new RealInterceptorChain() != null);
                    }
                }
                """);

        Ended ended = Fork.program(jdk, "java")
                .with(AGENT, "-cp", app.toString(), "okhttp3.internal.http.RealInterceptorChain")
                .run();

        assertThat(ended.out()).isEqualTo("true\n");
        assertThat(ended.complaints()).singleElement().asString().contains("left untouched", "no such field");
    }

    private Path compile(String source) throws Exception {
        Path file = Files.writeString(directory.resolve("RealInterceptorChain.java"), source);
        int code = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--release", "17", "-nowarn", "-d", directory.toString(), file.toString());
        assertThat(code).isZero();
        return directory;
    }
}
