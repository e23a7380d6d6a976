package dev.breakwater.bootstrap;

import org.jspecify.annotations.Nullable;

/** The reasons to leave a JVM alone. */
final class Guards {
    /** Set in a JVM that has the agent: a second {@code -javaagent}, even from another jar, sees it. */
    private static final String ATTACHED = "breakwater.attached";

    private Guards() {}

    /** Claims this JVM for the agent. False: stay out; the reason is on standard error where the user can act on it. */
    static boolean admit() {
        if ("false".equalsIgnoreCase(System.getenv("BREAKWATER_ENABLED"))
                || isJdkTool(System.getProperty("jdk.module.main"))
                || System.getProperty("org.graalvm.nativeimage.imagecode") != null) {
            return false;
        }
        if (System.getProperty(ATTACHED) != null) {
            Log.warn("already attached to this JVM, the second agent does nothing");
            return false;
        }
        System.setProperty(ATTACHED, "true");
        return true;
    }

    /** True for jar, javac, keytool, jcmd and the like: their launchers name a main module, and it is the JDK's own. */
    static boolean isJdkTool(@Nullable String mainModule) {
        return mainModule != null && (mainModule.startsWith("jdk.") || mainModule.startsWith("java."));
    }
}
