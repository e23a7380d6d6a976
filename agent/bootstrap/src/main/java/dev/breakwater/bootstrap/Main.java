package dev.breakwater.bootstrap;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.net.URLStreamHandler;
import org.jspecify.annotations.Nullable;

/** Where the JVM enters: as an agent, at its start or by attach; or as a program, for the command line. */
public final class Main {
    private Main() {}

    /** Called before the application's main method. The argument is the policy file's path. */
    public static void premain(@Nullable String argument, Instrumentation instrumentation) {
        try {
            if (Guards.admit()) {
                install(new IsolatedAgent(AgentClassLoader.open(), argument, instrumentation), instrumentation);
            }
        } catch (Throwable failure) {
            Log.warn("not started, the application runs untouched: " + failure);
        }
    }

    /** Called when attached to a running JVM: classes that are loaded already are hooked by retransforming them. */
    public static void agentmain(@Nullable String argument, Instrumentation instrumentation) {
        premain(argument, instrumentation);
    }

    /** {@code java -jar breakwater.jar}: runs the command in the isolated loader and exits with its code. */
    public static void main(String[] arguments) throws Exception {
        ClassLoader loader = AgentClassLoader.open();
        Thread.currentThread().setContextClassLoader(loader);
        Object code = loader.loadClass("dev.breakwater.cli.Cli")
                .getMethod("run", String[].class, PrintStream.class, PrintStream.class)
                .invoke(null, arguments, System.out, System.err);
        System.exit((Integer) code);
    }

    private static void install(IsolatedAgent agent, Instrumentation instrumentation) throws IOException {
        if ("fail".equalsIgnoreCase(System.getenv("BREAKWATER_ON_INVALID_POLICY"))) {
            agent.root("refuseInvalidPolicy", agent.policyArgument);
        }
        HookTransformer transformer = new HookTransformer(agent);
        instrumentation.addTransformer(transformer, true);
        retransformLoaded(transformer, instrumentation);
    }

    /**
     * At a normal start this finds nothing; it is there for attach, and for agents before us that use an HTTP client.
     * One class at a time, so that one that cannot be changed does not keep the others from it.
     */
    private static void retransformLoaded(HookTransformer transformer, Instrumentation instrumentation) {
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (mayBeHooked(loaded)
                    && transformer.awaitedNames.contains(loaded.getName().replace('.', '/'))) {
                try {
                    instrumentation.retransformClasses(loaded);
                } catch (Throwable failure) {
                    Log.warn("cannot hook the loaded class " + loaded.getName() + ": " + failure);
                }
            }
        }
    }

    /**
     * Of the boot loader's classes, nearly all there are now, only protocol handlers are hooked: to ask all the others for
     * their names would cost 5 ms and more, this 0.2 ms.
     */
    private static boolean mayBeHooked(Class<?> loaded) {
        return loaded.getClassLoader() != null || URLStreamHandler.class.isAssignableFrom(loaded);
    }
}
