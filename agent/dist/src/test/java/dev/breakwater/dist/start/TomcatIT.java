package dev.breakwater.dist.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.dist.start.Fork.Ended;
import dev.breakwater.testing.Fault;
import dev.breakwater.testing.FaultProvider;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A web application that is deployed again and again: its calls are rescued each time, and nothing of it is kept. */
class TomcatIT {
    private static final Path APPLICATIONS = Path.of("src", "test", "apps");
    private static final Path TOMCAT = Path.of("target", "tomcat");
    private static final int DEPLOYMENTS = 20;
    private static final int CALLS = 3;

    @TempDir
    Path directory;

    @Test
    void a_redeployed_web_application_is_rescued_and_collected() throws Exception {
        String container = compile("TomcatApp.java", directory.resolve("container"), tomcat());
        try (FaultProvider provider = FaultProvider.start()) {
            // Each client once, the first call of all and one of the last application's among them.
            failAt(provider, 0, CALLS + 2, CALLS * DEPLOYMENTS);

            Ended ended = Fork.program(Path.of(System.getProperty("java.home")), "java")
                    .with("-Duser.language=en", "-Djava.util.logging.SimpleFormatter.format=%4$s %3$s %5$s%n")
                    // Without these Tomcat cannot look for what an application has left in a thread.
                    .with("--add-opens=java.base/java.lang=ALL-UNNAMED", "--add-opens=java.base/java.io=ALL-UNNAMED")
                    .with("--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED")
                    .with("-javaagent:" + TrialJar.REAL + "=" + policy(provider))
                    .with("-cp", container + File.pathSeparator + tomcat(), "TomcatApp")
                    .with(directory.resolve("work").toString(), webApplication().toString())
                    .with(provider.baseUrl(), limited(provider), String.valueOf(DEPLOYMENTS))
                    .env("OTEL_SDK_DISABLED", "true")
                    .run();

            assertThat(ended.out()).as(ended.err()).isEqualTo("200 200 200 own\n".repeat(DEPLOYMENTS) + "alive: 0\n");
            assertThat(provider.hitCount()).isEqualTo(CALLS * DEPLOYMENTS + 3);
            assertThat(ended.complaints())
                    .anyMatch(line -> line.contains("Starting Servlet engine"))
                    .noneMatch(TomcatIT::blamesOthersThanOkHttp)
                    .noneMatch(line -> line.contains("breakwater"));
        }
    }

    /** OkHttp's threads have been told to end when Tomcat looks, but may not have come to it. */
    private static boolean blamesOthersThanOkHttp(String line) {
        return line.matches("(WARNING|SEVERE).*") && !line.contains("started a thread named [OkHttp ");
    }

    /** @param requests by their order of arrival, from 0 */
    private static void failAt(FaultProvider provider, Integer... requests) {
        Set<Integer> failing = Set.of(requests);
        IntStream.rangeClosed(0, Collections.max(failing))
                .mapToObj(request -> failing.contains(request) ? Fault.unavailable503() : Fault.none())
                .forEach(provider::answer);
    }

    private Path policy(FaultProvider provider) throws IOException {
        return Files.writeString(
                directory.resolve("breakwater.yaml"), """
                upstreams:
                  openai: {base-url: "%1$s", endpoints: [{url: "%1$s"}], retry: {backoff: {initial: 50ms}}}
                  # The agent's timer is started by whoever first has a limit: here the web application.
                  limited:
                    base-url: "%2$s"
                    dialect: openai
                    endpoints: [{url: "%2$s"}]
                    retry: {backoff: {initial: 50ms}}
                    timeouts: {answer: 60s}
                """.formatted(provider.baseUrl(), limited(provider)));
    }

    /** The same server under another name, for the call that has a limit: one of OkHttp's would wake Okio's watchdog. */
    private static String limited(FaultProvider provider) {
        return provider.baseUrl().replace("127.0.0.1", "localhost");
    }

    private Path webApplication() throws IOException {
        Path application = directory.resolve("application");
        Path libraries = Files.createDirectories(application.resolve("WEB-INF/lib"));
        for (String jar : Fork.libraries().split(File.pathSeparator)) {
            Files.copy(Path.of(jar), libraries.resolve(Path.of(jar).getFileName()));
        }
        compile(
                "AskServlet.java",
                application.resolve("WEB-INF/classes"),
                tomcat() + File.pathSeparator + Fork.libraries());
        return application;
    }

    private static String compile(String source, Path target, String classPath) throws IOException {
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-nowarn",
                        "-proc:none",
                        "-cp",
                        classPath,
                        "-d",
                        Files.createDirectories(target).toString(),
                        APPLICATIONS.resolve(source).toString());
        assertThat(code).isZero();
        return target.toString();
    }

    private static String tomcat() throws IOException {
        try (Stream<Path> jars = Files.list(TOMCAT)) {
            return jars.map(jar -> jar.toAbsolutePath().toString()).collect(Collectors.joining(File.pathSeparator));
        }
    }
}
