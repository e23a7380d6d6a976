package dev.breakwater.bench.start;

import dev.breakwater.bench.Jvm;
import dev.breakwater.bench.Setting;
import dev.breakwater.bench.report.Report;
import dev.breakwater.bench.report.Samples;
import dev.breakwater.bench.report.Target;
import dev.breakwater.bench.start.Attached.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Where the first matched call goes: which libraries' classes it loads. */
final class FirstCallParts {
    private static final String MAIN = "dev.breakwater.bench.app.FirstCallMain";
    private static final LoadedClasses.Share NOTHING = new LoadedClasses.Share(0, 0);

    private final Setting setting;
    private final Attached attached;
    private final String provider;

    FirstCallParts(Setting setting, Attached attached, String provider) {
        this.setting = setting;
        this.attached = attached;
        this.provider = provider;
    }

    void measure(Report report, Jvm jvm) throws IOException, InterruptedException {
        List<Map<String, LoadedClasses.Share>> with = new ArrayList<>();
        List<Map<String, LoadedClasses.Share>> without = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            with.add(loaded(jvm, Variant.OURS));
            without.add(loaded(jvm, Variant.NONE));
        }
        report.section(
                "Where the first matched call goes, okhttp, " + jvm,
                "In runs of their own, which log each class. The time up to a class counts for its library, so these are"
                        + " shares, and logging makes the sum larger than the call. Beside it: without the agent.");
        TreeSet<String> libraries = new TreeSet<>(without.get(0).keySet());
        with.forEach(round -> libraries.addAll(round.keySet()));
        for (String library : libraries) {
            report.row(library + ": classes", classes(with, library), classes(without, library), "", Target.NONE);
            report.row(library + ": time", millis(with, library), millis(without, library), "ms", Target.NONE);
        }
    }

    private Map<String, LoadedClasses.Share> loaded(Jvm jvm, Variant variant) throws IOException, InterruptedException {
        Path log = setting.work().resolve("classes.log");
        Files.deleteIfExists(log);
        List<String> program = List.of(
                "-Xlog:class+load:file=" + log + ":uptimenanos:filecount=0",
                "-cp",
                Setting.applicationPath(),
                MAIN,
                "okhttp",
                provider);
        Fresh.run(attached.command(jvm.java(), variant, program), attached.environment());
        return LoadedClasses.between(Files.readAllLines(log), MAIN + "$Before", MAIN + "$After");
    }

    private static Samples classes(List<Map<String, LoadedClasses.Share>> rounds, String library) {
        return Samples.of(rounds.stream()
                .map(round -> (double) round.getOrDefault(library, NOTHING).classes())
                .toList());
    }

    private static Samples millis(List<Map<String, LoadedClasses.Share>> rounds, String library) {
        return Samples.of(rounds.stream()
                .map(round -> round.getOrDefault(library, NOTHING).millis())
                .toList());
    }
}
