package dev.breakwater.client.apache5.async;

import dev.breakwater.message.ByteSlices;
import java.io.IOException;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.nio.DataStreamChannel;

/** A whole request body in memory. One attempt's. */
final class ReplayableProducer extends DescribedProducer {
    ReplayableProducer(EntityDetails described, long contentLength, ByteSlices bytes) {
        super(described, contentLength, bytes);
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public int available() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        if (writeOn(channel)) {
            end(channel);
        }
    }

    @Override
    public void failed(Exception cause) {
        // The application's own producer has done its work and is told of the call's end, not of an attempt's.
    }

    /** The client may send it once more. */
    @Override
    public void releaseResources() {
        rewind();
    }
}
