package dev.breakwater.bench.e2e;

import dev.breakwater.bench.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The provider and a collector in a JVM of their own, and the policy that names the provider. */
public final class Stub implements AutoCloseable {
    private final Subject process;
    private final int port;
    private final int collectorPort;
    private final Path policy;
    private final Path observingPolicy;

    public Stub(Setting setting) throws IOException {
        List<String> command = Subject.command(
                setting.jvms().get(0).java().toString(),
                List.of(),
                Setting.applicationPath(),
                "dev.breakwater.bench.app.StubProvider");
        process = new Subject(
                "stub", command, Map.of(), setting.work().resolve("stub.log").toFile());
        String[] ports = process.line().split(" ");
        port = Integer.parseInt(ports[0]);
        collectorPort = Integer.parseInt(ports[1]);
        String upstream = "upstreams:\n  bench:\n    base-url: " + baseUrl() + "\n    dialect: openai\n";
        policy = Files.writeString(setting.work().resolve("breakwater.yaml"), upstream);
        observingPolicy = Files.writeString(setting.work().resolve("observing.yaml"), upstream + "    mode: observe\n");
    }

    int port() {
        return port;
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + port + "/v1";
    }

    /**
     * The environment in which a sender's telemetry goes to the collector. Without an exporter OpenTelemetry's SDK records
     * nothing, and costs next to nothing.
     */
    public Map<String, String> telemetry(String sender) {
        return Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + collectorPort + "/" + sender,
                "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
                "OTEL_LOGS_EXPORTER", "none");
    }

    /** Whether any telemetry has come from that sender. */
    boolean heardFrom(String sender) throws IOException {
        return Integer.parseInt(process.ask(sender)) > 0;
    }

    public Path policy() {
        return policy;
    }

    /** The same, but that calls are only observed. */
    Path observingPolicy() {
        return observingPolicy;
    }

    /** CPU time that answering has taken so far. */
    long cpuNanos() {
        return process.cpuNanos();
    }

    @Override
    public void close() {
        process.close();
    }
}
