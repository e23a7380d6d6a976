package dev.breakwater.client;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Translates between one HTTP client and the engine. There is one instance per application class loader, made by the
 * bridge loader, which sees the client's classes and the agent's. Its class is public, and so is its constructor, which
 * takes an {@link AdapterContext}. Implementations are safe for concurrent use.
 */
public interface ClientAdapter {
    /**
     * The gate of one hook, asked for once per hooked class.
     *
     * <p>{@link Shape#CONSTRUCTOR_EXIT}: {@code apply(self, fieldValue)} returns the value to store; the same value
     * leaves the field as it is.
     *
     * <p>{@link Shape#METHOD_ENTRY}: {@code apply(self, firstArgument)} returns null for "not ours, run the original",
     * which must cost next to nothing, or a {@code Function<Object[], Object>}. The hooked method then calls that with
     * {@code {self, argument0, argument1, ...}} and returns its answer; null means "run the original after all". What
     * the function throws reaches the application; what the gate itself throws is reported and means "not ours".
     */
    BiFunction<Object, Object, @Nullable Object> gate(HookPoint point);
}
