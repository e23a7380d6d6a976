package dev.breakwater.client.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Listens and never accepts, its queue full: who connects waits for ever. */
final class DeafServer implements AutoCloseable {
    private final ServerSocket server;
    private final List<SocketChannel> queue = new ArrayList<>();

    DeafServer() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        for (int i = 0; i < 8; i++) {
            SocketChannel waiting = SocketChannel.open();
            waiting.configureBlocking(false);
            waiting.connect(server.getLocalSocketAddress());
            queue.add(waiting);
        }
    }

    String baseUrl() {
        return "http://127.0.0.1:" + ((InetSocketAddress) server.getLocalSocketAddress()).getPort() + "/v1";
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (SocketChannel waiting : queue) {
            waiting.close();
        }
    }
}
