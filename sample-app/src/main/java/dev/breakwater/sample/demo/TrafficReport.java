package dev.breakwater.sample.demo;

import java.util.List;
import java.util.Locale;

/** Results as text for a terminal. Pure: results in, text out. */
final class TrafficReport {

    private static final String COLUMNS = "  %-38s %5s %8s %6s   %7s %8s   %8s %8s";
    private static final int LONGEST_EXAMPLE = 50;

    private TrafficReport() {}

    /** One run by itself. */
    static String of(RunResult run) {
        return table(run, false) + failures(run);
    }

    /** Both runs, what the providers saw of the agent, and the sum of it. */
    static String of(Comparison comparison) {
        return table(comparison.without(), false)
                + failures(comparison.without())
                + table(comparison.with(), true)
                + failures(comparison.with())
                + summary(comparison);
    }

    private static String table(RunResult run, boolean withSends) {
        StringBuilder table = new StringBuilder("\n" + run.title() + "\n");
        table.append(COLUMNS.formatted("", "", "", "", "sent to", "sent to", "", ""))
                .append('\n');
        table.append(COLUMNS.formatted(
                "what the primary does", "calls", "answered", "failed", "primary", "fallback", "p50", "p95"));
        table.append(withSends ? "   what the providers saw\n" : "\n");
        for (ScenarioResult scenario : run.scenarios()) {
            table.append(row(scenario))
                    .append(withSends ? "   " + sends(scenario) : "")
                    .append('\n');
        }
        return table.toString();
    }

    private static String row(ScenarioResult scenario) {
        return COLUMNS.formatted(
                scenario.name(),
                scenario.calls().size(),
                scenario.answered(),
                scenario.failed(),
                scenario.primarySends(),
                scenario.fallbackSends(),
                duration(scenario.percentileMillis(50)),
                duration(scenario.percentileMillis(95)));
    }

    /**
     * What the providers' counters say. A repeat may be an SDK's own; the application knows no fallback, so a fail-over is never.
     */
    static String sends(ScenarioResult scenario) {
        int calls = scenario.calls().size();
        int more = scenario.primarySends() - calls;
        if (scenario.fallbackSends() == 0) {
            if (more < 0) {
                return counted(-more, "call", "calls") + " never sent";
            }
            return more == 0 ? "one send a call" : counted(more, "repeat", "repeats");
        }
        String failOvers = counted(scenario.fallbackSends(), "fail-over", "fail-overs");
        if (more > 0) {
            return failOvers + " after " + counted(more, "repeat", "repeats");
        }
        return more == 0 ? failOvers : failOvers + ", " + -more + " of them without asking the primary";
    }

    private static String failures(RunResult run) {
        if (run.failed() == 0) {
            return "";
        }
        List<String> clients = run.scenarios().stream()
                .flatMap(scenario -> scenario.calls().stream().map(CallResult::via))
                .distinct()
                .toList();
        StringBuilder text = new StringBuilder("\n  %-38s".formatted("where the " + run.failed() + " failures were"));
        clients.forEach(client -> text.append("  ").append(client));
        text.append("  for example\n");
        for (ScenarioResult scenario : run.scenarios()) {
            text.append(scenario.failed() == 0 ? "" : failureRow(scenario, clients));
        }
        return text.toString();
    }

    private static String failureRow(ScenarioResult scenario, List<String> clients) {
        List<CallResult> failed =
                scenario.calls().stream().filter(call -> !call.answered()).toList();
        StringBuilder row = new StringBuilder("  %-38s".formatted(scenario.name()));
        for (String client : clients) {
            long count =
                    failed.stream().filter(call -> call.via().equals(client)).count();
            row.append(("  %" + client.length() + "s").formatted(count == 0 ? "." : count));
        }
        return row + "  " + shortened(String.valueOf(failed.get(0).failure())) + "\n";
    }

    private static String summary(Comparison comparison) {
        RunResult without = comparison.without();
        RunResult with = comparison.with();
        String keys = with.leakedKeys() == 0
                ? "No provider saw the other's key."
                : with.leakedKeys() + " requests showed a provider the other's key.";
        return """

                %s: %d of %d calls answered.
                %s: %d of %d calls answered. %s
                A repeat may be an SDK's own doing; fail-overs are the agent's: the application does not know the fallback.
                """.formatted(
                        without.title(),
                        without.answered(),
                        without.calls(),
                        with.title(),
                        with.answered(),
                        with.calls(),
                        keys);
    }

    private static String counted(int count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    private static String duration(long millis) {
        return millis < 1000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    /** The first line without the packages of the exception's name. */
    private static String shortened(String failure) {
        String line = failure.lines().findFirst().orElse("").replaceFirst("^[a-z0-9_.]+\\.", "");
        return line.length() <= LONGEST_EXAMPLE ? line : line.substring(0, LONGEST_EXAMPLE) + "...";
    }
}
