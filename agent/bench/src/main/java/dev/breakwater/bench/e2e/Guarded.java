package dev.breakwater.bench.e2e;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that is stopped when this one closes it, when this one dies (its standard input ends), or after two hours. */
final class Guarded implements AutoCloseable {
    private static final String GUARD =
            "timeout -k 5 7200 \"$@\" < /dev/null & child=$!; cat > /dev/null; kill $child; wait $child";
    private static final long READY_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Process process;

    /** Returns when something listens at that port of loopback. */
    Guarded(List<String> command, File log, int port) throws IOException {
        List<String> guarded = new ArrayList<>(List.of("bash", "-c", GUARD, "guard"));
        guarded.addAll(command);
        process = new ProcessBuilder(guarded)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        try {
            awaitListening(port, log);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void awaitListening(int port, File log) throws IOException {
        long until = System.nanoTime() + READY_NANOS;
        while (!listens(port)) {
            if (System.nanoTime() > until || process.descendants().findAny().isEmpty() && !process.isAlive()) {
                throw new IOException("does not listen; see " + log);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** A port that was free a moment ago: these programs cannot be asked which one they have chosen. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    /** CPU time of the program's live threads. */
    long cpuNanos() {
        return process.descendants().mapToLong(Guarded::cpuNanos).sum();
    }

    /** CPU time of a process's live threads, as fine as the kernel has it. */
    static long cpuNanos(ProcessHandle process) {
        long sum = 0;
        try (DirectoryStream<Path> tasks =
                Files.newDirectoryStream(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            for (Path task : tasks) {
                String schedule = Files.readString(task.resolve("schedstat"));
                sum += Long.parseLong(schedule.substring(0, schedule.indexOf(' ')));
            }
        } catch (IOException ended) {
            return sum; // what ends has stopped working
        }
        return sum;
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException | InterruptedException e) {
            process.destroyForcibly();
        }
    }
}
