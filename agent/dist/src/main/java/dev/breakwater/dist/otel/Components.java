package dev.breakwater.dist.otel;

import dev.breakwater.call.AgentThread;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.exporter.sender.jdk.internal.JdkHttpSenderProvider;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What the SDK finds when it looks for services: those beside it in its own loader, and our way to send. */
final class Components implements ComponentLoader {
    private static final int MAX_THREADS = 4;

    private final HttpSenderProvider sender;

    Components(DeliveryNotice notice, BooleanSupplier ending) {
        ExecutorService executor = new ThreadPoolExecutor(
                0,
                MAX_THREADS,
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> AgentThread.of(task, "breakwater-otlp"));
        sender = config -> new QuietHttpSender(
                new JdkHttpSenderProvider().createSender(new SenderConfig(config, executor, ending)),
                config.getEndpoint(),
                notice);
    }

    @Override
    public <T> Iterable<T> load(Class<T> service) {
        return service == HttpSenderProvider.class
                ? List.of(service.cast(sender))
                : ServiceLoader.load(service, Components.class.getClassLoader());
    }
}
