package dev.breakwater.client.apache5.async;

import dev.breakwater.message.ByteSlices;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.nio.DataStreamChannel;

/** A request body that is not kept: what was read of it, and then what the application's own producer says. */
final class PassedProducer extends DescribedProducer {
    private final CapturedRequest request;
    private final BooleanSupplier spokenOf;

    /** @param spokenOf whether the application's producer has already told somebody else that nothing follows the beginning */
    PassedProducer(EntityDetails described, CapturedRequest request, ByteSlices beginning, BooleanSupplier spokenOf) {
        super(described, described.getContentLength(), beginning);
        this.request = request;
        this.spokenOf = spokenOf;
    }

    @Override
    public boolean isRepeatable() {
        return request.isRepeatable();
    }

    @Override
    public int available() {
        int here = remaining();
        return here > 0 ? here : request.available();
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        if (!writeOn(channel) || ended()) {
            return;
        }
        // In this order: a word about the end is either here before the producer knows its new listener, or goes to
        // that one.
        if (!spokenOf.getAsBoolean()) {
            request.produce(channel);
        }
        if (spokenOf.getAsBoolean()) {
            end(channel);
        }
    }

    @Override
    public void failed(Exception cause) {
        request.failed(cause);
    }

    @Override
    public void releaseResources() {
        request.releaseResources();
    }
}
