package dev.breakwater.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code java -jar breakwater.jar}: one class a command, exit codes 0, 1 and 2 as {@link ExitCodes} has them. */
@Command(
        name = "breakwater",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Makes a service's calls to LLM providers survive what providers do.",
        subcommands = {
            CheckCommand.class,
            ExplainCommand.class,
            SchemaCommand.class,
            AttachCommand.class,
            VersionCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -javaagent:breakwater.jar=breakwater.yaml -jar app.jar    run a service with it",
            "  java -jar breakwater.jar check breakwater.yaml                 before it goes out",
            "  java -jar breakwater.jar COMMAND --help                        more on a command",
            "",
            ExitCodes.HELP
        })
@SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
public final class Cli implements Runnable {
    @Spec
    private CommandSpec spec;

    private Cli() {}

    /**
     * Runs one command.
     *
     * @return the process's exit code
     */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        return new CommandLine(new Cli())
                .setOut(new PrintWriter(out, true, Charset.defaultCharset()))
                .setErr(new PrintWriter(err, true, Charset.defaultCharset()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setUsageHelpWidth(110)
                .setExecutionExceptionHandler((failure, command, result) -> {
                    command.getErr().println("breakwater: " + failure);
                    return ExitCodes.PROBLEM;
                })
                .execute(args);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
