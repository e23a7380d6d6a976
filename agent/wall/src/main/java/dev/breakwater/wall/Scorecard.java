package dev.breakwater.wall;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The table, in Markdown. */
final class Scorecard {
    private final List<Trial> trials;
    private final List<Client> clients;
    private final List<Score> scores;

    Scorecard(List<Trial> trials, List<Client> clients, List<Score> scores) {
        this.trials = trials;
        this.clients = clients;
        this.scores = scores;
    }

    /** Table, sums and the evidence of what failed. */
    String text() {
        StringBuilder text = new StringBuilder();
        table(text);
        text.append("\n\"pass (error)\": a clear error where a whole answer would have been better; "
                + "the fault's rule allows for it.\n\n");
        sums(text);
        evidence(text, "Failed", Score.Verdict.FAIL);
        evidence(text, "Passed by an error", Score.Verdict.PASS_BY_ERROR);
        return text.toString();
    }

    /** The same with the evidence of what passed. */
    String fullText() {
        StringBuilder text = new StringBuilder(text());
        evidence(text, "Passed", Score.Verdict.PASS);
        return text.toString();
    }

    private void table(StringBuilder text) {
        text.append("| # | Fault |");
        columns((client, mode) -> text.append(' ')
                .append(client.sdk())
                .append(' ')
                .append(mode.label())
                .append(" |"));
        text.append("\n|---|---|");
        columns((client, mode) -> text.append("---|"));
        text.append('\n');
        for (Trial trial : trials) {
            text.append("| ")
                    .append(trial.id())
                    .append(" | ")
                    .append(trial.title())
                    .append(" |");
            columns((client, mode) ->
                    text.append(' ').append(cell(trial, client, mode)).append(" |"));
            text.append('\n');
        }
    }

    private String cell(Trial trial, Client client, Mode mode) {
        return scores.stream()
                .filter(score -> score.cell().trial().id().equals(trial.id()))
                .filter(score -> isOf(score, client, mode))
                .map(score -> score.verdict().label())
                .findFirst()
                .orElse("n/a");
    }

    /** A fault of the sixteen counts as passed when all its variants are. */
    private void sums(StringBuilder text) {
        columns((client, mode) -> {
            List<Score> own =
                    scores.stream().filter(score -> isOf(score, client, mode)).toList();
            Set<Integer> tried = new TreeSet<>();
            Set<Integer> failed = new TreeSet<>();
            own.stream().filter(score -> score.cell().trial().number() > 0).forEach(score -> {
                tried.add(score.cell().trial().number());
                if (!score.passed()) {
                    failed.add(score.cell().trial().number());
                }
            });
            long others = own.stream()
                    .filter(score -> score.cell().trial().number() == 0)
                    .count();
            long othersPassed = own.stream()
                    .filter(score -> score.cell().trial().number() == 0 && score.passed())
                    .count();
            text.append("%s %s: %d of %d of the sixteen, %d of %d others%n"
                    .formatted(
                            client.sdk(),
                            mode.label(),
                            tried.size() - failed.size(),
                            tried.size(),
                            othersPassed,
                            others));
        });
    }

    private void evidence(StringBuilder text, String title, Score.Verdict verdict) {
        String lines = scores.stream()
                .filter(score -> score.verdict() == verdict)
                .map(score -> "- " + score.cell().id() + ": " + score.evidence() + '\n')
                .collect(Collectors.joining());
        if (!lines.isEmpty()) {
            text.append('\n').append(title).append(":\n\n").append(lines);
        }
    }

    private static boolean isOf(Score score, Client client, Mode mode) {
        return score.cell().client() == client && score.cell().mode() == mode;
    }

    private void columns(Column column) {
        for (Client client : clients) {
            for (Mode mode : Mode.values()) {
                column.accept(client, mode);
            }
        }
    }

    private interface Column {
        void accept(Client client, Mode mode);
    }
}
