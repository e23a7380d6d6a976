package dev.breakwater.wall.soak.app;

import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;

/** One HTTP client as an application uses it. Safe for concurrent use. */
interface Asker extends AutoCloseable {
    /** By the name that the command line has for it. A new client is one more line here and in {@code SoakedClient}. */
    Map<String, Supplier<Asker>> ALL = Map.of(
            "jdk", JdkAsker::new,
            "okhttp", OkHttpAsker::new,
            "apache5", Apache5Asker::new,
            "apache5-async", Apache5AsyncAsker::new,
            "apache4", Apache4Asker::new,
            "apache4-async", Apache4AsyncAsker::new,
            "webclient", WebClientAsker::new,
            "aws-async", AwsAsyncAsker::new,
            "urlconnection", UrlConnectionAsker::new);

    /**
     * Posts and reads the answer to its end.
     *
     * @return the answer's text
     * @throws IOException if there is none, or its status is not 200
     */
    String ask(String url, String json) throws IOException, InterruptedException;

    @Override
    void close() throws IOException;
}
