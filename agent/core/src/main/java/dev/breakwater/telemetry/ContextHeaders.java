package dev.breakwater.telemetry;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A context in the form in which it would travel over the wire, written when somebody looks: an application without an
 * OpenTelemetry of its own never does. Used by one thread.
 */
final class ContextHeaders extends AbstractMap<String, String> {
    private final Context context;
    private @Nullable Map<String, String> written;

    ContextHeaders(Context context) {
        this.context = context;
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return headers().entrySet();
    }

    @Override
    public @Nullable String get(@Nullable Object name) {
        return headers().get(name);
    }

    private Map<String, String> headers() {
        Map<String, String> headers = written;
        if (headers == null) {
            headers = new HashMap<>();
            W3CTraceContextPropagator.getInstance().inject(context, headers, Headers::put);
            written = headers;
        }
        return headers;
    }
}
