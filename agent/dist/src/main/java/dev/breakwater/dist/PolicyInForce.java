package dev.breakwater.dist;

import dev.breakwater.bootstrap.Log;
import dev.breakwater.call.AgentThread;
import dev.breakwater.policy.Policy;
import dev.breakwater.policy.yaml.BuiltInPolicy;
import dev.breakwater.policy.yaml.PolicyChange;
import dev.breakwater.policy.yaml.PolicyError;
import dev.breakwater.policy.yaml.PolicyException;
import dev.breakwater.policy.yaml.PolicyReader;
import dev.breakwater.policy.yaml.PolicyWatcher;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Brings the policy file into force, at the start and whenever it changes, and says so in one line each time. */
final class PolicyInForce {
    /** Two polls that agree settle a change: at this interval it takes effect within a second. */
    private static final long POLL_NANOS = 250_000_000L;

    private final @Nullable Path file;
    private final Consumer<Policy> apply;

    private PolicyInForce(@Nullable Path file, Consumer<Policy> apply) {
        this.file = file;
        this.apply = apply;
    }

    static PolicyInForce of(@Nullable String policyArgument, Consumer<Policy> apply) {
        Optional<Path> file = PolicyLocation.ofThisJvm().find(policyArgument);
        return new PolicyInForce(file.orElse(null), apply);
    }

    /** Applies the policy as it is now, then watches the file from a daemon thread. */
    void start() {
        Path watched = file;
        if (watched == null) {
            Log.warn("no policy file: calls to well-known LLM hosts are observed, nothing else is changed"
                    + " (name one with -javaagent:breakwater.jar=FILE or BREAKWATER_POLICY)");
            apply.accept(BuiltInPolicy.observe());
            return;
        }
        PolicyWatcher watcher = new PolicyWatcher(PolicyReader.ofEnvironment(), watched);
        take(watcher.poll(), watched, "is in force");
        AgentThread.of(() -> watch(watcher, watched), "breakwater-policy").start();
    }

    private void watch(PolicyWatcher watcher, Path watched) {
        while (true) {
            LockSupport.parkNanos(this, POLL_NANOS);
            try {
                take(watcher.poll(), watched, "was reloaded");
            } catch (RuntimeException e) {
                Log.warn("cannot look at the policy " + watched + ": " + e);
            }
        }
    }

    private void take(PolicyChange change, Path watched, String news) {
        if (change instanceof PolicyChange.Loaded loaded) {
            apply.accept(loaded.policy());
            Log.warn("policy " + watched + " " + news);
        } else if (change instanceof PolicyChange.Invalid invalid) {
            report(invalid.exception());
            Log.warn("policy " + watched + " is not used: calls go on as before");
        } else if (change instanceof PolicyChange.Gone) {
            Log.warn("policy " + watched + " is gone: the last one read stays in force");
        }
    }

    static void report(PolicyException invalid) {
        for (PolicyError error : invalid.errors()) {
            Log.warn(error.toString());
        }
    }
}
