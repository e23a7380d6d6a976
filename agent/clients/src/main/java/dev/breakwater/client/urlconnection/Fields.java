package dev.breakwater.client.urlconnection;

import java.net.HttpURLConnection;
import java.net.URL;

/** The application's connection, and what it keeps in fields that only its class may touch. */
interface Fields {
    /** Stands for "not given" where the JDK has a length. */
    int NONE = -1;

    HttpURLConnection connection();

    boolean connected();

    void connected(boolean now);

    void method(String name);

    /** Where the answer came from in the end. */
    void url(URL url);

    /** What the application will write, or {@link #NONE}. */
    long fixedLength();

    /** The size of chunks in which the application wants its body to be sent, or {@link #NONE}. */
    int chunkLength();
}
