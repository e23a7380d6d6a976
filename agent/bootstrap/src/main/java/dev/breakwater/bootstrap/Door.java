package dev.breakwater.bootstrap;

import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What hooked classes call. It is defined once more as {@code java.lang.BreakwaterDoor}: that package is the only one
 * which every class loader finds, OSGi's and JBoss's included. So its signatures know the JDK alone.
 *
 * <p>A hook's gates are kept by {@link ClassValue} inside the hooked class: they go when its loader goes. Everything
 * that fails here means "run the original".
 */
public final class Door {
    /** One more than the highest hook there may be. */
    public static final int HOOKS = 128;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static final @Nullable ClassValue<@Nullable BiFunction<Object, Object, Object>>[] GATES =
            new ClassValue[HOOKS];

    private static volatile @Nullable Consumer<Throwable> failures;

    private Door() {}

    /** Opens a hook: its woven code now reaches the gate that the class value has for it. The listener never throws. */
    public static void open(
            int hook, ClassValue<@Nullable BiFunction<Object, Object, Object>> gates, Consumer<Throwable> onFailure) {
        failures = onFailure;
        GATES[hook] = gates;
    }

    /**
     * Opens hooks, each at its place in the array, for a caller that has to ask by reflection: the JDK calls a method that takes
     * and gives nothing but objects by code that it has, and makes classes for any other, for milliseconds.
     *
     * @param allGates a {@code ClassValue[]}
     * @param onFailure a {@code Consumer<Throwable>}
     */
    @SuppressWarnings("unchecked")
    public static @Nullable Object openAll(Object allGates, Object onFailure) {
        ClassValue<@Nullable BiFunction<Object, Object, Object>>[] gates =
                (ClassValue<@Nullable BiFunction<Object, Object, Object>>[]) allGates;
        for (int hook = 0; hook < gates.length; hook++) {
            if (gates[hook] != null) {
                open(hook, gates[hook], (Consumer<Throwable>) onFailure);
            }
        }
        return null;
    }

    /** Called at a method's entry. Null: run the original; else what the woven code is to call with all arguments. */
    public static @Nullable Object enter(int hook, Class<?> hooked, Object self, Object argument) {
        try {
            BiFunction<Object, Object, Object> gate = GATES[hook].get(hooked);
            return gate == null ? null : (Function<?, ?>) gate.apply(self, argument);
        } catch (Throwable failure) {
            return failed(failure);
        }
    }

    /** Called before a constructor returns; gives the value its field is to have. A guard other than 0: not wanted. */
    public static Object rewrite(int hook, Class<?> hooked, Object self, Object value, int guard) {
        if (guard != 0) {
            return value;
        }
        try {
            BiFunction<Object, Object, Object> gate = GATES[hook].get(hooked);
            return gate == null ? value : gate.apply(self, value);
        } catch (Throwable failure) {
            failed(failure);
            return value;
        }
    }

    private static @Nullable Object failed(Throwable failure) {
        Consumer<Throwable> listener = failures;
        if (listener != null) {
            listener.accept(failure);
        }
        return null;
    }
}
