package dev.breakwater.client.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Prints, after the contract has run, which client kept it in which version on which JDK. Each JDK's run leaves its rows in
 * {@code target/contract}, so that the last one prints them all.
 */
public final class ContractMatrix implements TestExecutionListener {
    private static final Path ROWS = Path.of("target", "contract");
    private static final Pattern VERSION = Pattern.compile("[0-9][0-9A-Za-z.+-]*");

    private final ConcurrentMap<String, Row> rows = new ConcurrentHashMap<>();
    private volatile TestPlan plan;

    /** What became of the cases of one client in one version. */
    private static final class Row {
        final AtomicInteger passed = new AtomicInteger();
        final AtomicInteger failed = new AtomicInteger();
        final AtomicInteger skipped = new AtomicInteger();

        @Override
        public String toString() {
            return passed + " passed, " + failed + " failed, " + skipped + " not for it";
        }
    }

    @Override
    public void testPlanExecutionStarted(TestPlan testPlan) {
        plan = testPlan;
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        count(test, row -> row.skipped);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        count(
                test,
                switch (result.getStatus()) {
                    case SUCCESSFUL -> row -> row.passed;
                    case ABORTED -> row -> row.skipped;
                    case FAILED -> row -> row.failed;
                });
    }

    private void count(TestIdentifier test, Function<Row, AtomicInteger> counter) {
        if (test.isTest()) {
            nameOf(test)
                    .map(name -> rows.computeIfAbsent(name, any -> new Row()))
                    .ifPresent(row -> counter.apply(row).incrementAndGet());
        }
    }

    /** Client and version, if the test is one of the contract's. */
    private Optional<String> nameOf(TestIdentifier test) {
        String version = "the JDK's";
        Optional<TestIdentifier> at = plan.getParent(test);
        while (at.isPresent()) {
            TestIdentifier container = at.get();
            Optional<Class<?>> contract = contractOf(container);
            if (contract.isPresent()
                    && container.getUniqueIdObject().getLastSegment().getType().contains("class-template-invocation")) {
                Matcher numbers = VERSION.matcher(container.getDisplayName().replaceFirst("^\\[[0-9]+]", ""));
                version = numbers.find() ? numbers.group() : container.getDisplayName();
            } else if (contract.isPresent()) {
                String client = contract.get().getSimpleName().replace("ContractTest", "");
                return Optional.of(String.format("%-14s %-10s", client, version));
            }
            at = plan.getParent(container);
        }
        return Optional.empty();
    }

    private static Optional<Class<?>> contractOf(TestIdentifier container) {
        return container
                .getSource()
                .filter(ClassSource.class::isInstance)
                .<Class<?>>map(source -> ((ClassSource) source).getJavaClass())
                .filter(ClientContract.class::isAssignableFrom);
    }

    @Override
    public void testPlanExecutionFinished(TestPlan testPlan) {
        if (rows.isEmpty()) {
            return;
        }
        String jdk = "JDK " + Runtime.version().feature();
        List<String> lines = new ArrayList<>();
        new TreeMap<>(rows).forEach((name, row) -> lines.add(name + " " + jdk + "  " + row));
        try {
            Files.createDirectories(ROWS);
            Files.write(ROWS.resolve(jdk.replace(' ', '-') + ".txt"), lines);
            System.out.println(table());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String table() throws IOException {
        StringBuilder table = new StringBuilder("The client contract\n");
        try (Stream<Path> files = Files.list(ROWS)) {
            SortedSet<String> sorted = new TreeSet<>();
            for (Path file : files.toList()) {
                sorted.addAll(Files.readAllLines(file));
            }
            sorted.forEach(line -> table.append("  ").append(line).append('\n'));
        }
        return table.toString();
    }
}
