package dev.breakwater.dist;

import dev.breakwater.bootstrap.Log;
import dev.breakwater.call.CallEngine;
import dev.breakwater.call.CallListener;
import dev.breakwater.client.AdapterContext;
import dev.breakwater.dialect.Dialects;
import dev.breakwater.dist.otel.TelemetrySetup;
import dev.breakwater.policy.yaml.PolicyException;
import dev.breakwater.policy.yaml.PolicyReader;
import dev.breakwater.status.StatusLines;
import dev.breakwater.time.Ticker;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where everything is put together. The bootstrap calls these methods by name, from the isolated loader; that they take and give
 * nothing but objects saves the JVM from making classes to call them.
 */
public final class Breakwater {
    private Breakwater() {}

    /**
     * Starts the engine; called once, on a background thread. What this throws leaves every call untouched.
     *
     * @param policyArgument what stood behind {@code -javaagent:breakwater.jar=}, or null
     * @param instrumentation the JVM's {@link Instrumentation}
     * @return a {@code Function<ClassLoader, AdapterContext>}: makes what adapters get, given an application's class loader
     */
    public static Object start(@Nullable Object policyArgument, Object instrumentation) {
        return start((String) policyArgument, (Instrumentation) instrumentation);
    }

    private static Function<ClassLoader, AdapterContext> start(
            @Nullable String policyArgument, Instrumentation instrumentation) {
        Ticker ticker = Ticker.system();
        TelemetrySetup telemetry = new TelemetrySetup(ticker, Log::warn, instrumentation::getInitiatedClasses);
        CallListener status = new StatusLines(ticker, Log::warn);
        CallEngine engine = new CallEngine(
                ticker,
                () -> ThreadLocalRandom.current().nextLong(),
                CallListener.both(status, telemetry.listener()),
                Dialects::named);
        PolicyInForce.of(policyArgument, engine::apply).start();
        new Rehearsal(engine).begin();
        return application -> new LoaderContext(
                engine.heardBy(CallListener.both(status, telemetry.listener(application))), application);
    }

    /**
     * Ends the JVM if the policy cannot be used; called before main, and only for those who asked for that.
     *
     * @param policyArgument what stood behind {@code -javaagent:breakwater.jar=}, or null
     * @return null
     */
    public static @Nullable Object refuseInvalidPolicy(@Nullable Object policyArgument) {
        PolicyLocation.ofThisJvm().find((String) policyArgument).ifPresent(Breakwater::refuseInvalid);
        return null;
    }

    private static void refuseInvalid(Path policy) {
        try {
            PolicyReader.ofEnvironment().read(policy);
        } catch (PolicyException e) {
            PolicyInForce.report(e);
            Log.warn("the JVM stops, as BREAKWATER_ON_INVALID_POLICY=fail asks");
            System.exit(1);
        }
    }

    private record LoaderContext(CallEngine engine, ClassLoader applicationLoader) implements AdapterContext {}
}
