package dev.breakwater.cli;

import dev.breakwater.message.Url;
import dev.breakwater.policy.HostPattern;
import dev.breakwater.policy.Policy;
import dev.breakwater.policy.UpstreamPolicy;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Says what would happen to a call: whose it is, where it may go, and what holds.",
            "Names the upstream and why, the endpoints in order with URL, model and key, and the limits in effect.",
            "Keys are named by their source and never shown."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -jar breakwater.jar explain breakwater.yaml https://api.openai.com/v1/chat/completions",
            "  java -jar breakwater.jar explain breakwater.yaml https://api.openai.com/v1/responses --model gpt-4.1",
            "",
            ExitCodes.HELP
        })
@SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
final class ExplainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "The policy file.")
    private Path file;

    @Parameters(index = "1", paramLabel = "URL", description = "What the application calls.")
    private String url;

    @Option(names = "--model", paramLabel = "M", description = "The model that it asks for.")
    private @Nullable String model;

    @Override
    public Integer call() {
        Url asked = asked();
        Policy policy = CheckCommand.readOrReport(file, spec.commandLine().getErr());
        if (policy == null) {
            return ExitCodes.PROBLEM;
        }
        explain(policy, asked, spec.commandLine().getOut());
        return ExitCodes.OK;
    }

    private Url asked() {
        try {
            return Url.parse(url);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "URL must be an absolute http or https URL such as https://api.openai.com/v1/models");
        }
    }

    private void explain(Policy policy, Url asked, PrintWriter out) {
        UpstreamPolicy upstream = policy.upstreamFor(asked);
        HostPattern pattern = upstream == null ? null : upstream.patternFor(asked);
        out.println(asked);
        if (upstream == null || pattern == null) {
            out.println("  belongs to no upstream: the call is not touched.");
            out.println();
            policy.upstreams().forEach(other -> Mismatch.explain(other, asked, out));
            return;
        }
        out.println("  belongs to upstream " + upstream.name() + ", below its base-url " + Shown.pattern(pattern));
        out.println();
        new UpstreamExplanation(upstream, out).print(asked, pattern.baseFor(asked), model);
    }
}
