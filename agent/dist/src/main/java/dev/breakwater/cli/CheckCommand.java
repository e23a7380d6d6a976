package dev.breakwater.cli;

import dev.breakwater.policy.Policy;
import dev.breakwater.policy.UpstreamPolicy;
import dev.breakwater.policy.yaml.PolicyException;
import dev.breakwater.policy.yaml.PolicyReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Reads a policy file as the agent would and says all that is wrong with it.",
            "It needs the environment variables and files that the policy refers to, as the service does."
        },
        footerHeading = "%nExample:%n",
        footer = {"  BACKUP_KEY=any java -jar breakwater.jar check breakwater.yaml", "", ExitCodes.HELP})
@SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The policy file.")
    private Path file;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Policy policy = readOrReport(file, spec.commandLine().getErr());
        if (policy == null) {
            return ExitCodes.PROBLEM;
        }
        out.println(file + " is valid.");
        for (UpstreamPolicy upstream : policy.upstreams()) {
            int endpoints = upstream.endpoints().size();
            out.println("  " + upstream.name() + ": " + upstream.mode().name().toLowerCase(Locale.ROOT) + ", "
                    + endpoints + (endpoints == 1 ? " endpoint" : " endpoints"));
        }
        return ExitCodes.OK;
    }

    /** The policy, or null after its errors have been printed, one a line. */
    static @Nullable Policy readOrReport(Path file, PrintWriter err) {
        try {
            return PolicyReader.ofEnvironment().read(file).policy();
        } catch (PolicyException e) {
            e.errors().forEach(err::println);
            int count = e.errors().size();
            err.println(count == 1 ? "1 error." : count + " errors.");
            return null;
        }
    }
}
