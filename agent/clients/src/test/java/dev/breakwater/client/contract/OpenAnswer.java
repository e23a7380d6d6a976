package dev.breakwater.client.contract;

import java.io.IOException;
import java.io.InputStream;

/** An answer whose body the application has yet to read. */
public interface OpenAnswer extends AutoCloseable {
    int status();

    /** The body; what breaks it off is thrown while reading. */
    InputStream body();

    /** Leaves the answer, read to its end or not. */
    @Override
    void close() throws IOException;
}
