package dev.breakwater.bench.start;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what the JVM logs of the classes that it loads between two marks, library by library. The time since the class
 * before counts for the library of the class that is loaded: rough, but it shows where a first call goes.
 */
final class LoadedClasses {
    private static final Pattern LOADED = Pattern.compile("^\\[(\\d+)ns] ?(\\S+) source:.*");
    private static final Map<String, String> LIBRARIES = Map.of(
            "dev.breakwater.bench.", "the application",
            "dev.breakwater.", "the agent's own",
            "io.opentelemetry.", "OpenTelemetry",
            "com.fasterxml.jackson.", "Jackson",
            "io.github.resilience4j.", "Resilience4j",
            "net.bytebuddy.", "ASM");

    /** Milliseconds up to each of so many classes. */
    record Share(double millis, int classes) {
        private Share plus(double more) {
            return new Share(millis + more, classes + 1);
        }
    }

    private LoadedClasses() {}

    static Map<String, Share> between(List<String> log, String first, String last) {
        Map<String, Share> shares = new TreeMap<>();
        long before = -1;
        for (String line : log) {
            Matcher loaded = LOADED.matcher(line);
            if (!loaded.matches()) {
                continue;
            }
            long now = Long.parseLong(loaded.group(1));
            String name = loaded.group(2);
            if (before >= 0 && name.equals(last)) {
                return shares;
            }
            if (before >= 0) {
                double millis = (now - before) / 1e6;
                shares.merge(library(name), new Share(millis, 1), (sum, one) -> sum.plus(one.millis));
            }
            before = before >= 0 || name.equals(first) ? now : -1;
        }
        throw new IllegalArgumentException("no " + (before < 0 ? first : last) + " in the log");
    }

    /** The longest prefix wins; what is in none of them is the JDK or the client. */
    static String library(String name) {
        return LIBRARIES.keySet().stream()
                .filter(name::startsWith)
                .max((one, other) -> Integer.compare(one.length(), other.length()))
                .map(prefix -> String.valueOf(LIBRARIES.get(prefix)))
                .orElse("JDK and client");
    }
}
