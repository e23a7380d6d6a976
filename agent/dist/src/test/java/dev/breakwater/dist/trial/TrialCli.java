package dev.breakwater.dist.trial;

import com.fasterxml.jackson.core.json.PackageVersion;
import java.io.PrintStream;
import java.util.ServiceLoader;

/** A command that needs the isolated loader's libraries, services and the JDK's attach API. */
public final class TrialCli {
    private TrialCli() {}

    public static int run(String[] arguments, PrintStream out, PrintStream err) throws ReflectiveOperationException {
        out.println(arguments[0] + " " + PackageVersion.VERSION.getArtifactId());
        out.println("loader " + TrialCli.class.getClassLoader().getName());
        out.println(
                "attach " + Class.forName("com.sun.tools.attach.VirtualMachine").getSimpleName());
        for (Object factory : ServiceLoader.load(com.fasterxml.jackson.core.JsonFactory.class)) {
            out.println("service " + factory.getClass().getSimpleName());
        }
        return 0;
    }
}
