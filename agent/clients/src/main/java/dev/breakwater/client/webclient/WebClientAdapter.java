package dev.breakwater.client.webclient;

import dev.breakwater.client.AdapterContext;
import dev.breakwater.client.ClientAdapter;
import dev.breakwater.client.HookPoint;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Governs {@code DefaultExchangeFunction.exchange}: below every filter of the application's, above every connector. Safe for
 * concurrent use.
 */
public final class WebClientAdapter implements ClientAdapter {
    private final AdapterContext context;

    public WebClientAdapter(AdapterContext context) {
        this.context = context;
    }

    @Override
    public BiFunction<Object, Object, @Nullable Object> gate(HookPoint point) {
        ExchangeParts parts = ExchangeParts.of(point.className(), context.applicationLoader());
        return new ExchangeGate(context.engine(), parts);
    }
}
