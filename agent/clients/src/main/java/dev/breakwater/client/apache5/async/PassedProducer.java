package dev.breakwater.client.apache5.async;

import dev.breakwater.message.ByteSlices;
import java.io.IOException;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.nio.DataStreamChannel;

/** A request body that is not kept: what was read of it, and then what the application's own producer says. */
final class PassedProducer extends DescribedProducer {
    private final CapturedRequest request;

    PassedProducer(EntityDetails described, CapturedRequest request, ByteSlices beginning) {
        super(described, described.getContentLength(), beginning);
        this.request = request;
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
        if (writeOn(channel)) {
            request.produce(channel);
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
