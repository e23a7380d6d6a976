package dev.breakwater.cli;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/** Loads the agent into another JVM. Apart from the command, since a runtime image may lack the module jdk.attach. */
final class Attachment {
    private Attachment() {}

    /** @throws Failed with what went wrong and what to do, as one sentence */
    static void toJvm(long pid, Path policy) throws Failed {
        if (ProcessHandle.of(pid).isEmpty()) {
            throw new Failed("there is no such process on this machine; `jps -l` lists the JVMs", null);
        }
        String jar = jar().toString();
        try {
            VirtualMachine jvm = VirtualMachine.attach(Long.toString(pid));
            try {
                jvm.loadAgent(jar, policy.toString());
            } finally {
                jvm.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new Failed(
                    "it is no JVM that can be attached to (" + e.getMessage()
                            + "); it must be a HotSpot JVM of the same user, without -XX:+DisableAttachMechanism",
                    e);
        } catch (AgentLoadException | AgentInitializationException e) {
            throw new Failed(
                    "the JVM refused the agent (" + e.getMessage()
                            + "); see its own output, and its options for -XX:-EnableDynamicAgentLoading",
                    e);
        } catch (IOException e) {
            throw new Failed(
                    "talking to it failed (" + e.getMessage()
                            + "); it must run under the same user, and not be this command itself",
                    e);
        }
    }

    /** The jar that this command runs from. */
    private static Path jar() throws Failed {
        CodeSource source = Attachment.class.getProtectionDomain().getCodeSource();
        try {
            Path jar = source == null ? null : Path.of(source.getLocation().toURI());
            if (jar != null && Files.isRegularFile(jar)) {
                return jar;
            }
        } catch (URISyntaxException e) {
            throw new Failed("the agent's jar has an unusable location: " + e.getMessage(), e);
        }
        throw new Failed("the command must be run from the agent's jar: java -jar breakwater.jar attach ...", null);
    }

    /** The agent is not in the other JVM. */
    static final class Failed extends Exception {
        Failed(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
