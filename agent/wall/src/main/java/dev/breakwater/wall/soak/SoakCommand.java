package dev.breakwater.wall.soak;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The soak's command line; see {@code ./agent/wall/soak --help}. */
public final class SoakCommand {
    private static final int CALLS = 100_000;

    private final List<SoakedClient> clients = new ArrayList<>();
    private int calls = CALLS;
    private Path jdk = Path.of(System.getProperty("java.home"));
    private Path target = Path.of("agent/target");

    private SoakCommand() {}

    /** Ends the JVM with 0 if nothing grew and every call was answered, 1 if not, 2 if it could not be run. */
    public static void main(String[] arguments) throws Exception {
        SoakCommand command = new SoakCommand();
        try {
            command.take(new ArrayDeque<>(List.of(arguments)));
        } catch (IllegalArgumentException wrong) {
            System.err.println("soak: " + wrong.getMessage());
            System.exit(2);
        }
        System.exit(command.run() ? 0 : 1);
    }

    private void take(Deque<String> left) {
        while (!left.isEmpty()) {
            String option = left.pop();
            if (left.isEmpty()) {
                throw new IllegalArgumentException(option + " is unknown or needs a value; see --help");
            }
            String value = left.pop();
            switch (option) {
                case "--client" -> clients.add(SoakedClient.named(value));
                case "--calls" -> calls = Integer.parseInt(value);
                case "--jdk" -> jdk = Path.of(value);
                case "--target" -> target = Path.of(value);
                default -> throw new IllegalArgumentException("unknown argument '" + option + "'; see --help");
            }
        }
        Path jar = target.resolve("breakwater.jar");
        if (!Files.isReadable(jar)) {
            throw new IllegalArgumentException("there is no " + jar + "; build it first");
        }
    }

    private boolean run() throws Exception {
        Soak soak = new Soak(
                jdk, target.resolve("breakwater.jar").toAbsolutePath(), target.resolve("soak"), System.err::println);
        boolean passed = true;
        for (SoakedClient client : clients.isEmpty() ? List.of(SoakedClient.values()) : clients) {
            Soak.Result result = soak.run(client, calls);
            System.out.println(result);
            passed &= result.passed();
        }
        return passed;
    }
}
