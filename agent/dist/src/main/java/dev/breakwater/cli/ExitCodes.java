package dev.breakwater.cli;

/** What the commands' exit codes mean. */
final class ExitCodes {
    static final int OK = 0;
    /** The policy is invalid, the JVM cannot be attached to. */
    static final int PROBLEM = 1;
    /** The command line itself is wrong; picocli's own code for it. */
    static final int USAGE = 2;

    static final String HELP = "Exit codes: 0 = ok, 1 = a problem was found, 2 = the command line is wrong.";

    private ExitCodes() {}
}
