package dev.breakwater.wall;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/** The command line of the wall; {@code agent/wall/run} starts it. */
public final class FaultWall {
    private static final int SOME_FAILED = 1;
    private static final int CANNOT_RUN = 2;

    private FaultWall() {}

    /** Prints the table; the exit status is 0 when all passed, 1 when some failed, 2 when it could not be run. */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            System.exit(run(Options.parse(arguments)) ? 0 : SOME_FAILED);
        } catch (UsageException | IOException refused) {
            System.err.println("fault wall: " + refused.getMessage());
            System.exit(CANNOT_RUN);
        }
    }

    private static boolean run(Options options) throws IOException, InterruptedException {
        long startNanos = System.nanoTime();
        List<Trial> trials =
                Trials.all(options.full()).stream().filter(options::wants).toList();
        if (trials.isEmpty()) {
            throw new UsageException("no such fault; there are " + Trials.ids());
        }
        List<Score> scores = new Run(options, line -> progress(startNanos, line)).scores(trials);
        Scorecard card = new Scorecard(trials, options.clients(), scores);
        Files.writeString(options.table(), card.fullText());
        System.out.print(card.text());
        return scores.stream().allMatch(Score::passed);
    }

    private static void progress(long startNanos, String line) {
        long seconds = Duration.ofNanos(System.nanoTime() - startNanos).toSeconds();
        System.err.printf("%3d s  %s%n", seconds, line);
    }
}
