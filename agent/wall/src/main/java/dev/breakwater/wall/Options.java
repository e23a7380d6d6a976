package dev.breakwater.wall;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What is asked for on the command line.
 *
 * @param only ids of faults; empty for all
 * @param clients whom to try
 * @param jdk the JDK of the applications
 * @param agentJar the packaged agent; {@code --without} leaves it out, to see what the SDKs do by themselves
 * @param directory where policies, tasks and the applications' output go
 * @param table where the table goes
 */
record Options(
        List<String> only,
        List<Client> clients,
        Path jdk,
        boolean full,
        boolean without,
        Path agentJar,
        Path directory,
        Path table) {

    static Options parse(String[] arguments) {
        Parser parser = new Parser();
        Deque<String> left = new ArrayDeque<>(List.of(arguments));
        while (!left.isEmpty()) {
            parser.take(left.pop(), left);
        }
        return parser.options();
    }

    boolean wants(Trial trial) {
        return only.isEmpty() || only.stream().anyMatch(trial::isNamed);
    }

    private static final class Parser {
        private final List<String> only = new ArrayList<>();
        private final List<Client> clients = new ArrayList<>();
        private Path jdk = Path.of(System.getProperty("java.home"));
        private boolean full;
        private boolean without;
        private Path target = Path.of("agent/target");

        void take(String option, Deque<String> left) {
            switch (option) {
                case "--full" -> full = true;
                case "--without" -> without = true;
                case "--only" -> only.addAll(List.of(value(option, left).split(",")));
                case "--client" -> clients.add(Client.named(value(option, left)));
                case "--jdk" -> jdk = Path.of(value(option, left));
                case "--target" -> target = Path.of(value(option, left));
                default -> throw new UsageException("unknown argument '" + option + "'; see --help");
            }
        }

        private static String value(String option, Deque<String> left) {
            if (left.isEmpty()) {
                throw new UsageException(option + " needs a value; see --help");
            }
            return left.pop();
        }

        Options options() {
            Path agentJar = target.resolve("breakwater.jar").toAbsolutePath();
            if (!Files.isExecutable(jdk.resolve("bin/java"))) {
                throw new UsageException("no JDK in " + jdk);
            }
            if (!without && !Files.isReadable(agentJar)) {
                throw new UsageException("there is no " + agentJar + "; build it first");
            }
            return new Options(
                    List.copyOf(only),
                    clients.isEmpty() ? List.of(Client.values()) : List.copyOf(clients),
                    jdk,
                    full,
                    without,
                    agentJar,
                    target.resolve("fault-wall"),
                    target.resolve(without ? "fault-wall-without.md" : "fault-wall.md"));
        }
    }
}
