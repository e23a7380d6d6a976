package dev.breakwater.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "attach",
        mixinStandardHelpOptions = true,
        description = {
            "Loads the agent into a JVM that is already running, under the same user, on this machine.",
            "The policy is read by that JVM, with its environment. It takes effect for calls from then on."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  jps -l                                                  which JVMs there are",
            "  java -jar breakwater.jar attach 4711 breakwater.yaml",
            "",
            ExitCodes.HELP
        })
@SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
final class AttachCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "PID", description = "The JVM's process id.")
    private long pid;

    @Parameters(index = "1", paramLabel = "FILE", description = "The policy file.")
    private Path file;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        if (pid <= 0) {
            throw new ParameterException(spec.commandLine(), "PID must be a process id, is " + pid);
        }
        Path policy = file.toAbsolutePath();
        if (!policy.toFile().canRead()) {
            err.println("breakwater: cannot read " + policy + "; create it, or correct the name");
            return ExitCodes.PROBLEM;
        }
        try {
            Attachment.toJvm(pid, policy);
        } catch (Attachment.Failed e) {
            err.println("breakwater: not attached to " + pid + ": " + e.getMessage());
            return ExitCodes.PROBLEM;
        } catch (NoClassDefFoundError e) {
            err.println("breakwater: this Java has no module jdk.attach; run the command with a full JDK");
            return ExitCodes.PROBLEM;
        }
        spec.commandLine().getOut().println("The agent runs in " + pid + ", with " + policy + ".");
        return ExitCodes.OK;
    }
}
