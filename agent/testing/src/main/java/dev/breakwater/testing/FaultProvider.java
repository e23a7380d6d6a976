package dev.breakwater.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * An LLM provider on 127.0.0.1 that answers every API it knows by path (OpenAI chat, responses, embeddings, models; Anthropic
 * messages; Gemini generate and embed; Bedrock converse) and misbehaves by script. Counts what arrives.
 *
 * <p>Thread-safe. Its threads are daemons, one a connection; {@link #close()} ends them all.
 */
public final class FaultProvider implements AutoCloseable {

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    /** Has the port from the first to the last moment, whether the server listens or not. */
    private final Socket holder;

    private final ServerSocket server;
    private final Thread acceptor;
    private final HitLog log = new HitLog();
    private final Queue<Fault> script = new ConcurrentLinkedQueue<>();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Map<String, String> extraHeaders = new ConcurrentHashMap<>();
    private final AtomicInteger connectionIds = new AtomicInteger();
    private final AtomicLong serials = new AtomicLong();
    private volatile Fault fallback = Fault.none();
    private volatile String name = "provider";
    private volatile @Nullable List<String> tokens;
    private volatile Duration tokenInterval = Duration.ZERO;

    private FaultProvider(Socket holder, ServerSocket server) {
        this.holder = holder;
        this.server = server;
        this.acceptor = daemon("fault-provider-" + server.getLocalPort(), this::acceptAll);
    }

    /** Listens on a free port. */
    public static FaultProvider start() {
        return start(0);
    }

    /**
     * Listens on a given port.
     *
     * @throws UncheckedIOException when the port is taken
     */
    public static FaultProvider start(int port) {
        try {
            Socket holder = new Socket();
            holder.setReuseAddress(true);
            holder.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port));
            ServerSocket server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(holder.getLocalSocketAddress(), 1024);
            return new FaultProvider(holder, server);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port, e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** {@code http://127.0.0.1:PORT}, without a path. */
    public String origin() {
        return "http://127.0.0.1:" + port();
    }

    /** {@code http://127.0.0.1:PORT/v1}, as OpenAI's clients want it. */
    public String baseUrl() {
        return origin() + "/v1";
    }

    /** The name that answers, ids and the X-Served-By header carry; "provider" unless given. */
    public FaultProvider named(String instanceName) {
        name = instanceName;
        return this;
    }

    /** Adds faults to the script: one a request, in order of arrival; after the last one the default holds. */
    public FaultProvider answer(Fault... faults) {
        script.addAll(List.of(faults));
        return this;
    }

    /** What happens to requests that no script covers; at first {@link Fault#none()}. */
    public FaultProvider byDefault(Fault fault) {
        fallback = fault;
        return this;
    }

    /** Says these tokens in place of sixty numbered ones that name provider and model. */
    public FaultProvider saying(String... tokensInOrder) {
        tokens = List.of(tokensInOrder);
        return this;
    }

    /** Paces streamed answers: a pause before each token. */
    public FaultProvider tokenEvery(Duration interval) {
        tokenInterval = interval;
        return this;
    }

    /** Sends a header with every answer and every error in the API's own shape: rate-limit headers, for one. */
    public FaultProvider withHeader(String header, String value) {
        extraHeaders.put(header, value);
        return this;
    }

    /** Every request that has arrived completely, in order. */
    public List<Hit> hits() {
        return log.all();
    }

    public int hitCount() {
        return log.count();
    }

    /** The most recent request. Throws {@link NoSuchElementException} when there is none. */
    public Hit lastHit() {
        List<Hit> hits = log.all();
        if (hits.isEmpty()) {
            throw new NoSuchElementException("no request has arrived at " + name);
        }
        return hits.get(hits.size() - 1);
    }

    /** Waits until so many requests have arrived in all; false when the time is up before. */
    public boolean awaitHits(int count, Duration timeout) throws InterruptedException {
        return log.await(count, timeout);
    }

    /** How many connections are open now. */
    public int openConnectionCount() {
        return connections.size();
    }

    /** How many connections were accepted since the start. */
    public int connectionCount() {
        return connectionIds.get();
    }

    /** The requests that have arrived since the last time, which are forgotten here: for tests that would keep too many. */
    public List<Hit> drainHits() {
        return log.drain();
    }

    /** Forgets hits and script and is healthy again; connections stay open. */
    public void reset() {
        script.clear();
        fallback = Fault.none();
        log.clear();
    }

    /** Closes every open connection, idle or busy, and goes on accepting: what a load balancer does on a deployment. */
    public void dropConnections() {
        connections.forEach(FaultProvider::close);
    }

    /**
     * Stops listening and closes every connection. The port refuses connections and stays taken until {@link #close()}: nobody
     * who asks for a free port gets this one meanwhile.
     */
    public FaultProvider refuseConnections() {
        try {
            server.close();
            // Until it has left accept(), the port still listens.
            acceptor.join(Duration.ofSeconds(10).toMillis());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot stop listening on " + port(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            dropConnections();
        }
        return this;
    }

    /** Stops listening and closes every connection. From then on the port is anybody's. */
    @Override
    public void close() {
        refuseConnections();
        try {
            holder.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot let go of port " + port(), e);
        }
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                serve(server.accept());
            } catch (IOException closedOrOutOfFiles) {
                // The loop's condition tells the one from the other; a client that was not accepted sees it by itself.
            }
        }
    }

    private void serve(Socket socket) {
        int id = connectionIds.incrementAndGet();
        Connection connection = new Connection(socket, id, this::replyTo);
        connections.add(connection);
        if (server.isClosed()) {
            close(connection);
        }
        daemon("fault-provider-" + port() + "-connection-" + id, () -> {
            try {
                connection.run();
            } finally {
                connections.remove(connection);
            }
        });
    }

    private Reply replyTo(Hit hit) {
        // Taken together with the hit's place in the log, so that the script follows the order of arrival.
        Fault fault;
        synchronized (script) {
            log.add(hit);
            Fault scripted = script.poll();
            fault = scripted == null ? fallback : scripted;
        }
        Answer answer = Answer.to(hit, name, serials.incrementAndGet(), tokens, tokenInterval);
        return fault.replyTo(new Exchange(hit, answer, new LinkedHashMap<>(extraHeaders)));
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close a connection", e);
        }
    }

    private static Thread daemon(String threadName, Runnable task) {
        Thread thread = new Thread(task, threadName);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
