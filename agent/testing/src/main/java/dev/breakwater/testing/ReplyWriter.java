package dev.breakwater.testing;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;

/**
 * Carries out a reply on one connection, step by step, and says how it ended. The head travels with the first piece of the body,
 * each chunk of a stream by itself.
 */
final class ReplyWriter {

    private final Socket socket;
    private final ConnectionInput in;
    private final OutputStream out;

    ReplyWriter(Socket socket, ConnectionInput in, OutputStream out) {
        this.socket = socket;
        this.in = in;
        this.out = new BufferedOutputStream(out);
    }

    /** Writes the reply; after anything but {@link Ending.How#ANSWERED} the connection is closed. */
    Ending.How write(Reply reply) throws IOException {
        try {
            if (in.clientGoneWithin(reply.delay())) {
                socket.close();
                return Ending.How.CLIENT_CLOSED;
            }
            out.write(ConnectionInput.ascii(reply.head()));
            for (Step step : reply.steps()) {
                Ending.How ended = perform(step, reply.chunked());
                if (ended != Ending.How.ANSWERED) {
                    socket.close();
                    return ended;
                }
            }
            if (reply.chunked()) {
                out.write(ConnectionInput.ascii("0\r\n\r\n"));
            }
            out.flush();
            return Ending.How.ANSWERED;
        } catch (IOException clientGone) {
            socket.close();
            return Ending.How.CLIENT_CLOSED;
        }
    }

    /** Does one step; {@link Ending.How#ANSWERED} means "go on". */
    private Ending.How perform(Step step, boolean chunked) throws IOException {
        if (step instanceof Step.Write write) {
            writePiece(write.bytes(), chunked);
            return Ending.How.ANSWERED;
        }
        out.flush();
        if (step instanceof Step.Pause pause) {
            return in.clientGoneWithin(pause.duration()) ? Ending.How.CLIENT_CLOSED : Ending.How.ANSWERED;
        }
        if (step instanceof Step.Reset) {
            // Closing with unsent data and no time to linger is what makes the kernel send RST in place of FIN.
            socket.setSoLinger(true, 0);
        }
        return Ending.How.CUT;
    }

    private void writePiece(byte[] bytes, boolean chunked) throws IOException {
        if (bytes.length == 0) {
            return;
        }
        if (!chunked) {
            out.write(bytes);
            return;
        }
        out.write(ConnectionInput.ascii(Integer.toHexString(bytes.length) + "\r\n"));
        out.write(bytes);
        out.write('\r');
        out.write('\n');
        out.flush();
    }
}
