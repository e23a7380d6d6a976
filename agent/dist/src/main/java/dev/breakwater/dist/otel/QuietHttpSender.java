package dev.breakwater.dist.otel;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.net.URI;
import java.util.function.Consumer;

/**
 * Delivers by the JDK's client and keeps failures to itself: told of one, the exporter would log its stack trace. Dropped is
 * what could not be delivered either way.
 */
final class QuietHttpSender implements HttpSender {
    private static final HttpResponse DROPPED = new HttpResponse() {
        @Override
        public int getStatusCode() {
            return 200;
        }

        @Override
        public String getStatusMessage() {
            return "OK";
        }

        @Override
        public byte[] getResponseBody() {
            return new byte[0];
        }
    };

    private final HttpSender sender;
    private final URI endpoint;
    private final DeliveryNotice notice;

    QuietHttpSender(HttpSender sender, URI endpoint, DeliveryNotice notice) {
        this.sender = sender;
        this.endpoint = endpoint;
        this.notice = notice;
    }

    @Override
    public void send(MessageWriter message, Consumer<HttpResponse> onResponse, Consumer<Throwable> onError) {
        sender.send(
                message,
                response -> {
                    boolean delivered = response.getStatusCode() >= 200 && response.getStatusCode() < 300;
                    if (delivered) {
                        notice.delivered();
                    } else {
                        notice.failed(endpoint, "status " + response.getStatusCode());
                    }
                    onResponse.accept(delivered ? response : DROPPED);
                },
                error -> {
                    notice.failed(endpoint, rootOf(error).getClass().getSimpleName());
                    onResponse.accept(DROPPED);
                });
    }

    private static Throwable rootOf(Throwable error) {
        Throwable root = error;
        for (int depth = 0; root.getCause() != null && depth < 10; depth++) {
            root = root.getCause();
        }
        return root;
    }

    @Override
    public CompletableResultCode shutdown() {
        return sender.shutdown();
    }
}
