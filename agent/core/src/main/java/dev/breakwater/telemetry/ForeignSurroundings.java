package dev.breakwater.telemetry;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An application whose OpenTelemetry API is another copy of the classes: its context is exchanged in the form in which it
 * would travel over the wire.
 */
final class ForeignSurroundings implements Surroundings {
    private final BooleanSupplier inUse;
    private final Supplier<Map<String, String>> current;
    private final Function<Map<String, String>, AutoCloseable> makeCurrent;

    /**
     * @param inUse whether the application has contexts at all
     * @param current the application's current context as W3C headers; empty when there is none
     * @param makeCurrent makes such a context the application's current one until closed on the same thread
     */
    ForeignSurroundings(
            BooleanSupplier inUse,
            Supplier<Map<String, String>> current,
            Function<Map<String, String>, AutoCloseable> makeCurrent) {
        this.inUse = inUse;
        this.current = current;
        this.makeCurrent = makeCurrent;
    }

    @Override
    public boolean inUse() {
        return inUse.getAsBoolean();
    }

    @Override
    public Context parent() {
        Map<String, String> headers = current.get();
        return headers.isEmpty()
                ? Context.root()
                : W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, Headers.GETTER);
    }

    @Override
    public Scope enter(Context context) {
        AutoCloseable scope = makeCurrent.apply(new ContextHeaders(context));
        return () -> close(scope);
    }

    private static void close(AutoCloseable scope) {
        try {
            scope.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
