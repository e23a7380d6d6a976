package dev.breakwater.cli;

import dev.breakwater.policy.yaml.PolicySchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the policy file's JSON Schema, from which editors complete and check.",
            "It covers the whole grammar, including what this version does not do yet."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  java -jar breakwater.jar schema > breakwater-policy.schema.json",
            "  and as the policy's first line, for editors with the YAML language server:",
            "  # yaml-language-server: $schema=breakwater-policy.schema.json"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
final class SchemaCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(PolicySchema.text());
        spec.commandLine().getOut().flush();
        return ExitCodes.OK;
    }
}
