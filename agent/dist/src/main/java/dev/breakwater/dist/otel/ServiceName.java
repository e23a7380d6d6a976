package dev.breakwater.dist.otel;

import java.io.File;
import org.jspecify.annotations.Nullable;

/** What to call an application that has not said what it is called. */
final class ServiceName {
    private ServiceName() {}

    /**
     * The name of the jar that was started, without its ending, or the simple name of the main class.
     *
     * @param command as in {@code sun.java.command}: main class or jar, then arguments
     */
    static @Nullable String of(@Nullable String command) {
        if (command == null || command.isBlank()) {
            return null;
        }
        String trimmed = command.trim();
        int space = trimmed.indexOf(' ');
        String first = space < 0 ? trimmed : trimmed.substring(0, space);
        int jarEnd = trimmed.indexOf(".jar");
        if (jarEnd > 0 && (first.endsWith(".jar") || isPath(first))) {
            return new File(trimmed.substring(0, jarEnd)).getName();
        }
        String name = first.substring(Math.max(first.lastIndexOf('.'), first.lastIndexOf('/')) + 1);
        return name.isEmpty() ? null : name;
    }

    /** A directory's name may hold spaces; a class's name has nothing of these. */
    private static boolean isPath(String word) {
        return word.startsWith("/") || word.startsWith(".") || word.indexOf('\\') >= 0 || word.indexOf(':') >= 0;
    }
}
