package dev.breakwater.wall;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole wall, with the short form of what lasts, against the jar as it is shipped. */
final class FaultWallIT {

    @Test
    void every_sdk_survives_every_fault() throws Exception {
        Path target = Path.of(System.getProperty("breakwater.jar")).getParent();
        Options options = Options.parse(new String[] {"--target", target.toString()});
        List<Trial> trials = Trials.all(false);

        List<Score> scores = new Run(options, line -> {}).scores(trials);

        String table = new Scorecard(trials, options.clients(), scores).text();
        assertThat(scores).as(table).hasSizeGreaterThan(150).allMatch(Score::passed);
    }
}
