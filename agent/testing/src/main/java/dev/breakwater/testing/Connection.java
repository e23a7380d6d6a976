package dev.breakwater.testing;

import java.io.IOException;
import java.net.Socket;
import java.util.function.Function;

/** One accepted connection: request after request until one side closes. */
final class Connection implements Runnable {

    private final Socket socket;
    private final int id;
    private final Function<Hit, Reply> replies;
    private volatile boolean closedByProvider;

    Connection(Socket socket, int id, Function<Hit, Reply> replies) {
        this.socket = socket;
        this.id = id;
        this.replies = replies;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            ConnectionInput in = new ConnectionInput(socket);
            RequestReader reader = new RequestReader(in, socket.getOutputStream(), id);
            ReplyWriter writer = new ReplyWriter(socket, in, socket.getOutputStream());
            Hit hit = reader.next();
            while (hit != null && serve(hit, writer)) {
                hit = reader.next();
            }
        } catch (IOException clientGone) {
            // A client may close or reset between two requests or within one; nothing is owed to it then.
        }
    }

    /** Ends whatever is going on here. */
    void close() throws IOException {
        closedByProvider = true;
        socket.close();
    }

    private boolean serve(Hit hit, ReplyWriter writer) throws IOException {
        Reply reply = replies.apply(hit);
        Ending.How how = writer.write(reply);
        hit.end(closedByProvider ? Ending.How.PROVIDER_CLOSED : how);
        return how == Ending.How.ANSWERED && !"close".equalsIgnoreCase(hit.header("Connection"));
    }
}
