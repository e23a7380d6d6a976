package dev.breakwater.resilience.breaker;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint's breakers, one a model, made when a model is first seen. Bounded: an application that makes up model names
 * shares one breaker among the surplus. Thread-safe.
 */
public final class Breakers {
    private static final int MAX_MODELS = 200;
    private static final String SURPLUS = "*";

    private final ConcurrentHashMap<String, Breaker> byModel = new ConcurrentHashMap<>();
    private final Function<String, Breaker> factory;
    /** Most calls ask for the model of the one before. Whichever thread's it is, it is right or is not used. */
    private @Nullable Latest latest;

    public Breakers(Function<String, Breaker> factory) {
        this.factory = factory;
    }

    /** The breaker for a model; the empty string stands for calls that name none. */
    public Breaker forModel(String model) {
        Latest last = latest;
        if (last != null && last.model.equals(model)) {
            return last.breaker;
        }
        Breaker breaker = lookUp(model);
        latest = new Latest(model, breaker);
        return breaker;
    }

    private Breaker lookUp(String model) {
        Breaker known = byModel.get(model);
        if (known != null) {
            return known;
        }
        return byModel.computeIfAbsent(byModel.size() < MAX_MODELS ? model : SURPLUS, factory);
    }

    private record Latest(String model, Breaker breaker) {}
}
