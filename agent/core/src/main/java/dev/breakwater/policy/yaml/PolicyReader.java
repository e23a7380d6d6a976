package dev.breakwater.policy.yaml;

import dev.breakwater.policy.Policy;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads policy files: strictly, with every error at once. Thread-safe as far as the environment that it asks is.
 *
 * <p>What is not given takes the documented default. An upstream with a well-known name or host takes base URL, dialect,
 * auth scheme and provider name from it; a host that is not well known is taken to speak the OpenAI dialect, as gateways
 * and servers of one's own do. Endpoints in a list where none gives a priority or a weight are tried in the list's order;
 * as soon as one gives either, both default to 1.
 */
public final class PolicyReader {
    private final UnaryOperator<@Nullable String> environment;

    /** @param environment a variable's value, null when it is not set */
    public PolicyReader(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    /** A reader that asks the process's own environment. */
    public static PolicyReader ofEnvironment() {
        return new PolicyReader(System::getenv);
    }

    /**
     * Reads a file and the files that it refers to.
     *
     * @throws PolicyException with all that is wrong, be it that the file is not there
     */
    public LoadedPolicy read(Path file) throws PolicyException {
        String text;
        try {
            text = Files.readString(file);
        } catch (CharacterCodingException e) {
            throw unreadable(file, "is not UTF-8 text", "store it as UTF-8");
        } catch (IOException e) {
            throw unreadable(file, "cannot be read (" + Unreadable.why(e) + ")", "create it, or correct the name");
        }
        Path directory = file.toAbsolutePath().getParent();
        return read(text, file.toString(), directory == null ? file.toAbsolutePath() : directory);
    }

    /**
     * Reads a policy from memory.
     *
     * @param name how errors call it
     * @param directory what relative names in <code>${file:...}</code> are relative to
     * @throws PolicyException with all that is wrong
     */
    public LoadedPolicy read(String text, String name, Path directory) throws PolicyException {
        Problems problems = new Problems(name);
        Substitution substitution = new Substitution(directory, environment, problems);
        Policy policy = policy(text, substitution, problems);
        if (policy == null || !problems.isEmpty()) {
            throw new PolicyException(problems.sorted(), substitution.files());
        }
        return new LoadedPolicy(policy, substitution.files());
    }

    private static @Nullable Policy policy(String text, Substitution substitution, Problems problems) {
        try {
            Node tree = YamlTree.read(text);
            if (tree == null) {
                problems.add(Location.START, KeyPath.ROOT, "the file is empty", "add `upstreams: {openai: {}}`");
                return null;
            }
            View view = PolicyKeys.SECTION.read(substitution.apply(tree, KeyPath.ROOT), KeyPath.ROOT, problems);
            return view == null ? null : new PolicyBinder(problems).bind(view);
        } catch (YamlTree.BrokenYaml e) {
            problems.add(e.at, KeyPath.ROOT, "not valid YAML: " + e.problem, e.remedy);
            return null;
        }
    }

    private static PolicyException unreadable(Path file, String problem, String remedy) {
        return new PolicyException(List.of(new PolicyError(file.toString(), 1, 1, "", problem, remedy)), Set.of());
    }
}
