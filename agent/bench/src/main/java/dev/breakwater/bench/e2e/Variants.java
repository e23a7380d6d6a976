package dev.breakwater.bench.e2e;

import dev.breakwater.bench.Jvm;
import dev.breakwater.bench.Setting;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The same application in JVMs that differ in one thing. */
final class Variants {
    private static final Map<String, String> NO_EXPORT =
            Map.of("OTEL_TRACES_EXPORTER", "none", "OTEL_METRICS_EXPORTER", "none", "OTEL_LOGS_EXPORTER", "none");

    private final Setting setting;
    private final Stub stub;

    Variants(Setting setting, Stub stub) {
        this.setting = setting;
        this.stub = stub;
    }

    /**
     * Starts one.
     *
     * @param variant agent, agent-silent (no telemetry at all), by-hand (decorated in code); anything else is the bare client
     */
    Subject start(Jvm jvm, String client, String variant) throws IOException {
        List<String> options = new ArrayList<>();
        Map<String, String> environment = new HashMap<>(NO_EXPORT);
        if (variant.startsWith("agent")) {
            options.add("-javaagent:" + setting.agentJar() + "=" + stub.policy());
        }
        if (variant.equals("agent-silent")) {
            environment.put("OTEL_SDK_DISABLED", "true");
        }
        boolean byHand = variant.equals("by-hand");
        String path = byHand ? Setting.decoratedPath() : Setting.applicationPath();
        String[] arguments =
                byHand ? new String[] {client, stub.baseUrl(), "decorated"} : new String[] {client, stub.baseUrl()};
        List<String> command =
                Subject.command(jvm.java().toString(), options, path, "dev.breakwater.bench.app.Worker", arguments);
        File log = setting.work().resolve(client + "-" + variant + ".log").toFile();
        return new Subject(variant, command, environment, log);
    }
}
