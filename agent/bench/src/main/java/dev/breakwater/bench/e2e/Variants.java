package dev.breakwater.bench.e2e;

import dev.breakwater.bench.Jvm;
import dev.breakwater.bench.Setting;
import dev.breakwater.bench.app.LlmClient;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The same application in JVMs that differ in one thing. */
final class Variants {
    static final String OTEL = "otel-agent";
    static final String SPAN = "span-alone";

    private final Setting setting;
    private final Stub stub;

    Variants(Setting setting, Stub stub) {
        this.setting = setting;
        this.stub = stub;
    }

    /**
     * Starts one.
     *
     * @param variant agent, agent-silent (no telemetry at all), agent-observing (changes nothing), by-hand (decorated in code), span-alone (a span
     *     without attributes, in code), otel-agent (OpenTelemetry's own); anything else is the bare client
     */
    Subject start(Jvm jvm, String client, String variant) throws IOException {
        List<String> options = new ArrayList<>();
        Map<String, String> environment = new HashMap<>(stub.telemetry(variant.replace(' ', '-')));
        if (variant.startsWith("agent")) {
            options.add("-javaagent:" + setting.agentJar() + "="
                    + (variant.equals("agent-observing") ? stub.observingPolicy() : stub.policy()));
        }
        if (variant.equals("agent-silent")) {
            environment.put("OTEL_SDK_DISABLED", "true");
        }
        if (variant.equals(OTEL)) {
            options.add("-javaagent:" + setting.otelAgent().orElseThrow());
        }
        String inCode = switch (variant) {
            case "by-hand" -> "decorated";
            case SPAN -> "span";
            default -> "bare";
        };
        String path = inCode.equals("bare") ? path(client) : Setting.decoratedPath();
        return start(jvm, variant, options, path, environment, List.of(client, stub.baseUrl(), inCode));
    }

    private static String path(String client) {
        return client.equals(LlmClient.OPENAI_JAVA) ? Setting.openAiPath() : Setting.applicationPath();
    }

    /** Starts the bare client, to call the provider through a proxy. */
    Subject start(Jvm jvm, String client, Hop hop) throws IOException {
        List<String> arguments = List.of(client, hop.baseUrl(), "bare", hop.header);
        return start(jvm, hop.name, List.of(), Setting.applicationPath(), Map.of(), arguments)
                .with(hop::cpuNanos);
    }

    private Subject start(
            Jvm jvm,
            String variant,
            List<String> options,
            String path,
            Map<String, String> environment,
            List<String> arguments)
            throws IOException {
        List<String> command = Subject.command(
                jvm.java().toString(),
                options,
                path,
                "dev.breakwater.bench.app.Worker",
                arguments.toArray(new String[0]));
        File log = setting.work()
                .resolve(arguments.get(0) + "-" + variant.replace(' ', '-') + ".log")
                .toFile();
        return new Subject(variant, command, environment, log);
    }
}
