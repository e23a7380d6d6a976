package dev.breakwater.wall;

import dev.breakwater.wall.app.CallReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** All cells that were asked for: one JVM a client, all of them at once, since waiting is most of what they do. */
final class Run {
    private static final Duration LIMIT = Duration.ofSeconds(100);
    private static final Duration FULL_LIMIT = Duration.ofMinutes(4);

    private final Options options;
    private final Consumer<String> progress;
    private final Map<String, List<CallReport>> reports = new ConcurrentHashMap<>();

    Run(Options options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    /** Runs them and scores them, in the order of the trials. */
    List<Score> scores(List<Trial> trials) throws IOException, InterruptedException {
        KeyStoreFile certificate = KeyStoreFile.create(options.jdk(), options.directory());
        List<Cell> cells = new ArrayList<>();
        try {
            for (Trial trial : trials) {
                options.clients()
                        .forEach(client ->
                                trial.modes().forEach(mode -> cells.add(Cell.of(trial, client, mode, certificate))));
            }
            progress.accept(cells.size() + " cells, " + options.clients().size() + " JVMs");
            drive(cells, certificate);
            return cells.stream()
                    .map(cell -> Score.of(Observation.of(cell, reports.getOrDefault(cell.id(), List.of()))))
                    .toList();
        } finally {
            cells.forEach(cell -> cell.origins().close());
        }
    }

    private void drive(List<Cell> cells, KeyStoreFile certificate) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (Client client : options.clients()) {
            List<Cell> own = cells.stream()
                    .filter(cell -> cell.client() == client)
                    .sorted(Comparator.comparingInt(Run::urgency))
                    .toList();
            Thread thread = new Thread(() -> drive(client, own, certificate), client.sdk());
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** The healthy ones first, to warm up the JVM; then the ones that last. */
    private static int urgency(Cell cell) {
        return cell.trial().id().equals("none") ? -1000 : -cell.trial().calls();
    }

    private void drive(Client client, List<Cell> cells, KeyStoreFile certificate) {
        try (ApplicationJvm jvm = ApplicationJvm.start(options, client, cells, certificate)) {
            boolean well = jvm.listen(this::report, options.full() ? FULL_LIMIT : LIMIT);
            progress.accept(client.sdk() + (well ? " is done" : " did not end well: see " + jvm.errors()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void report(CallReport report) {
        reports.computeIfAbsent(report.task(), task -> new CopyOnWriteArrayList<>())
                .add(report);
        String how = report.answered() ? "answered" : "failed";
        progress.accept(
                report.task() + " call " + report.number() + ' ' + how + " after " + report.tookMillis() + " ms");
    }
}
