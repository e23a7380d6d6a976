package dev.breakwater.client.trial;

import com.example.client.TrialClient;
import dev.breakwater.client.AdapterContext;
import dev.breakwater.client.ClientAdapter;
import dev.breakwater.client.HookPoint;
import java.io.IOException;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Answers requests to hosts of the engine's; sees the application's client classes and the agent's types. */
public final class TrialAdapter implements ClientAdapter {
    private final AdapterContext context;

    public TrialAdapter(AdapterContext context) {
        this.context = context;
    }

    @Override
    public BiFunction<Object, Object, Object> gate(HookPoint point) {
        return (self, argument) ->
                context.engine().mayMatch((String) argument) ? (Function<Object[], Object>) this::answer : null;
    }

    private Object answer(Object[] all) {
        try {
            String other = ((TrialClient) all[0]).send("other", all[2]);
            return other + " through " + context.applicationLoader().getName();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
