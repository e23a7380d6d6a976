package dev.breakwater.dist.otel;

import dev.breakwater.call.CallListener;
import dev.breakwater.call.Verdict;
import dev.breakwater.telemetry.DeferredTelemetry;
import dev.breakwater.telemetry.RecordingQueue;
import dev.breakwater.telemetry.TelemetryFactory;
import dev.breakwater.telemetry.TelemetryOptions;
import dev.breakwater.time.Ticker;
import io.opentelemetry.api.OpenTelemetry;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Gives the engine its telemetry. Nothing is loaded or decided before the first call: until then nobody can know which agents
 * have come along or what the application sets up. Thread-safe.
 */
public final class TelemetrySetup {
    private final Ticker ticker;
    private final Consumer<String> warnings;
    private final LoadedClasses loadedClasses;
    private final Caller caller;
    private final SoleApplication sole = new SoleApplication();
    private final TelemetryOptions options;
    private final OwnSdk sdk;
    private final Map<ClassLoader, WeakReference<ApplicationTelemetry>> applications = new WeakHashMap<>();
    /** Held by the calling class itself, so that nothing of ours keeps an application alive. */
    private final ClassValue<ApplicationTelemetry> byCaller = new ClassValue<>() {
        @Override
        protected ApplicationTelemetry computeValue(Class<?> type) {
            return application(type.getClassLoader());
        }
    };

    private @Nullable CallListener agents;
    private @Nullable CallListener ownShared;
    private volatile boolean decided;

    /**
     * @param warnings takes single lines for a person
     * @param loadedClasses of a loader, without loading any
     */
    public TelemetrySetup(Ticker ticker, Consumer<String> warnings, LoadedClasses loadedClasses) {
        this(ticker, warnings, loadedClasses, Caller.loadersOfThisAgent());
    }

    TelemetrySetup(
            Ticker ticker,
            Consumer<String> warnings,
            LoadedClasses loadedClasses,
            Predicate<ClassLoader> agentLoaders) {
        this.ticker = ticker;
        this.warnings = warnings;
        this.loadedClasses = loadedClasses;
        this.caller = new Caller(agentLoaders);
        this.options = TelemetryOptions.of(true, System.getenv(TelemetryOptions.OPT_IN_VARIABLE));
        this.sdk = new OwnSdk(ticker, warnings);
    }

    /** For the engine itself: what calls share, and calls whose application is found on their stack. */
    public CallListener listener() {
        return new SetupListener(this);
    }

    /** For one application's adapters; those of clients in the JDK serve every application. */
    public CallListener listener(ClassLoader application) {
        return application == ClassLoader.getPlatformClassLoader()
                ? listener()
                : new SetupListener(this, application(application));
    }

    /** Who records a call made by the present stack, or by the application if given. */
    CallListener recorder(@Nullable ApplicationTelemetry given) {
        CallListener agent = agent();
        if (agent != null) {
            return agent;
        }
        if (given != null) {
            return given;
        }
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ApplicationTelemetry only = sole.of(context);
        if (only != null) {
            return only;
        }
        Class<?> calling = caller.find();
        if (calling == null) {
            return application(ClassLoader.getSystemClassLoader());
        }
        ApplicationTelemetry telemetry = byCaller.get(calling);
        sole.called(calling.getClassLoader(), context, telemetry);
        return telemetry;
    }

    private @Nullable CallListener agent() {
        if (!decided) {
            synchronized (this) {
                if (!decided) {
                    OpenTelemetry bridged = OtelAgent.present() ? OtelAgent.bridged() : null;
                    if (bridged != null) {
                        // It makes HTTP spans by itself; a second set of them would only tell the same.
                        TelemetryOptions withoutAttempts = new TelemetryOptions(false, options.latestConventions());
                        agents = TelemetryFactory.create(bridged, withoutAttempts, ticker, warnings);
                    }
                    decided = true;
                }
            }
        }
        return agents;
    }

    void warn(String line) {
        warnings.accept(line);
    }

    private ApplicationTelemetry application(ClassLoader loader) {
        synchronized (applications) {
            WeakReference<ApplicationTelemetry> known = applications.get(loader);
            ApplicationTelemetry telemetry = known == null ? null : known.get();
            if (telemetry == null) {
                ApplicationOtel api = ApplicationOtel.of(loader, loadedClasses);
                telemetry = new ApplicationTelemetry(api, sdk, options, ticker, warnings);
                applications.put(loader, new WeakReference<>(telemetry));
            }
            return telemetry;
        }
    }

    void breakerChanged(String upstream, String endpoint, String model, String from, String to) {
        shared().forEach(target -> target.breakerChanged(upstream, endpoint, model, from, to));
    }

    void keyRejected(String upstream, String endpoint, String keyLabel, Verdict why) {
        shared().forEach(target -> target.keyRejected(upstream, endpoint, keyLabel, why));
    }

    /** Everywhere that calls are recorded, each once. */
    private Set<CallListener> shared() {
        CallListener agent = agent();
        if (agent != null) {
            return Set.of(agent);
        }
        Set<CallListener> targets = Collections.newSetFromMap(new IdentityHashMap<>());
        synchronized (applications) {
            for (WeakReference<ApplicationTelemetry> application : applications.values()) {
                ApplicationTelemetry telemetry = application.get();
                if (telemetry != null) {
                    CallListener joined = telemetry.joined();
                    targets.add(joined != null ? joined : ownShared());
                }
            }
        }
        return targets;
    }

    private synchronized CallListener ownShared() {
        CallListener known = ownShared;
        if (known == null) {
            DeferredTelemetry telemetry = TelemetryFactory.deferred(
                    () -> false, Map::of, headers -> () -> {}, options, ticker, RecordingQueue.NONE);
            sdk.serve(telemetry);
            known = TelemetryFactory.guarded(telemetry, warnings);
            ownShared = known;
        }
        return known;
    }
}
