package dev.breakwater.bench.e2e;

import dev.breakwater.bench.Setting;
import dev.breakwater.bench.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A proxy on loopback between the client and the provider that repeats what fails, as the agent would. */
final class Hop implements AutoCloseable {
    private static final String INSTALL = "; agent/bench/run --install-yardsticks fetches it";

    final String name;
    /** What each request has to say, as {@code name: value}; empty for nothing. */
    final String header;

    private final Guarded process;
    private final int port;

    private Hop(String name, String header, Guarded process, int port) {
        this.name = name;
        this.header = header;
        this.process = process;
        this.port = port;
    }

    /** All that are installed, started; the others are told as skipped. */
    static List<Hop> start(Setting setting, int provider, Report report) throws IOException {
        List<Hop> hops = new ArrayList<>();
        try {
            haproxy(setting, provider, report).ifPresent(hops::add);
            nginx(setting, provider, report).ifPresent(hops::add);
            portkey(setting, provider, report).ifPresent(hops::add);
        } catch (IOException | RuntimeException e) {
            hops.forEach(Hop::close);
            throw e;
        }
        return hops;
    }

    private static Optional<Hop> haproxy(Setting setting, int provider, Report report) throws IOException {
        Optional<List<String>> program = installed(setting, "haproxy");
        if (program.isEmpty()) {
            report.skip("HAProxy: no haproxy" + INSTALL);
            return Optional.empty();
        }
        int port = Guarded.freePort();
        Path file = write(setting, "haproxy.cfg", HopFiles.haproxy(port, provider));
        return Optional.of(start(setting, "haproxy", "", port, with(program.get(), "-db", "-f", file.toString())));
    }

    private static Optional<Hop> nginx(Setting setting, int provider, Report report) throws IOException {
        Optional<List<String>> program = installed(setting, "nginx");
        if (program.isEmpty()) {
            report.skip("nginx: no nginx" + INSTALL);
            return Optional.empty();
        }
        int port = Guarded.freePort();
        Path directory = Files.createDirectories(setting.work().resolve("nginx"));
        Path file = write(setting, "nginx.conf", HopFiles.nginx(directory, port, provider));
        List<String> command =
                with(program.get(), "-e", directory + "/error.log", "-p", directory.toString(), "-c", file.toString());
        return Optional.of(start(setting, "nginx", "", port, command));
    }

    private static Optional<Hop> portkey(Setting setting, int provider, Report report) throws IOException {
        Path home = setting.yardsticks().resolve("portkey");
        Path server = home.resolve("node_modules/@portkey-ai/gateway/build/start-server.js");
        if (!Files.isReadable(server)) {
            report.skip("Portkey: not there" + INSTALL + " with npm");
            return Optional.empty();
        }
        int port = Guarded.freePort();
        Path loopback = write(setting, "loopback-only.cjs", HopFiles.LOOPBACK_ONLY);
        List<String> command =
                List.of("node", "--require", loopback.toString(), server.toString(), "--port=" + port, "--headless");
        return Optional.of(start(setting, "portkey", HopFiles.portkeyHeader(provider), port, command));
    }

    private static Hop start(Setting setting, String name, String header, int port, List<String> command)
            throws IOException {
        Guarded process =
                new Guarded(command, setting.work().resolve(name + ".log").toFile(), port);
        return new Hop(name, header, process, port);
    }

    /** The system's own, or the unpacked package with the libraries that came along. */
    private static Optional<List<String>> installed(Setting setting, String program) {
        Path unpacked = setting.yardsticks().resolve("debian");
        Optional<List<String>> system = Stream.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin")
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .map(file -> List.of(file.toString()))
                .findFirst();
        Path own = unpacked.resolve("usr/sbin").resolve(program);
        return system.isPresent() || !Files.isExecutable(own)
                ? system
                : Optional.of(List.of(
                        "env",
                        "LD_LIBRARY_PATH=" + unpacked + "/usr/lib/"
                                + System.getProperty("os.arch").replace("amd64", "x86_64") + "-linux-gnu",
                        own.toString()));
    }

    private static List<String> with(List<String> command, String... arguments) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(arguments));
        return all;
    }

    private static Path write(Setting setting, String name, String text) throws IOException {
        return Files.writeString(setting.work().resolve(name), text);
    }

    String baseUrl() {
        return "http://127.0.0.1:" + port + "/v1";
    }

    long cpuNanos() {
        return process.cpuNanos();
    }

    @Override
    public void close() {
        process.close();
    }
}
