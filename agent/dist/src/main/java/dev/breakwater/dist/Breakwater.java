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
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where everything is put together. The bootstrap calls these methods by name, from the isolated loader. */
public final class Breakwater {
    private Breakwater() {}

    /**
     * Starts the engine; called once, on a background thread. What this throws leaves every call untouched.
     *
     * @param policyArgument what stood behind {@code -javaagent:breakwater.jar=}
     * @return makes what adapters get, given an application's class loader
     */
    public static Function<ClassLoader, AdapterContext> start(
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

    /** Ends the JVM if the policy cannot be used; called before main, and only for those who asked for that. */
    public static void refuseInvalidPolicy(@Nullable String policyArgument) {
        Optional<Path> policy = PolicyLocation.ofThisJvm().find(policyArgument);
        if (policy.isEmpty()) {
            return;
        }
        try {
            PolicyReader.ofEnvironment().read(policy.get());
        } catch (PolicyException e) {
            PolicyInForce.report(e);
            Log.warn("the JVM stops, as BREAKWATER_ON_INVALID_POLICY=fail asks");
            System.exit(1);
        }
    }

    private record LoaderContext(CallEngine engine, ClassLoader applicationLoader) implements AdapterContext {}
}
