package dev.breakwater.policy.yaml;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A policy file is invalid. It names every error at once, by position; its message is one line an error. */
public final class PolicyException extends Exception {
    private final transient List<PolicyError> errors;
    private final transient Set<Path> files;

    PolicyException(List<PolicyError> errors, Set<Path> files) {
        super(errors.stream().map(PolicyError::toString).collect(Collectors.joining(System.lineSeparator())));
        this.errors = List.copyOf(errors);
        this.files = Set.copyOf(files);
    }

    /** At least one, in the file's order. */
    public List<PolicyError> errors() {
        return errors;
    }

    /** The files that the policy refers to by <code>${file:...}</code>: a change of one of them may mend it. */
    Set<Path> files() {
        return files;
    }

    /** The errors alone: the class's name tells a reader of a log nothing. */
    @Override
    @SuppressWarnings("OverrideThrowableToString") // the message is right as it is; the name before it is not
    public String toString() {
        return String.valueOf(getMessage());
    }
}
