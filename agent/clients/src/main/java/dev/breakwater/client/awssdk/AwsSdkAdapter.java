package dev.breakwater.client.awssdk;

import dev.breakwater.client.AdapterContext;
import dev.breakwater.client.ClientAdapter;
import dev.breakwater.client.HookPoint;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Governs {@code SdkAsyncHttpClient.execute}, which is below everything that the SDK itself does to a call. Safe for concurrent use. */
public final class AwsSdkAdapter implements ClientAdapter {
    private final AdapterContext context;

    public AwsSdkAdapter(AdapterContext context) {
        this.context = context;
    }

    @Override
    public BiFunction<Object, Object, @Nullable Object> gate(HookPoint point) {
        return new ExecuteGate(context.engine(), ReadTimeout.of(point.className(), context.applicationLoader()));
    }
}
