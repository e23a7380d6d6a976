package dev.breakwater.bench.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What else the machine did while it was measured on. The load average contains the measurement itself, so the kernel's
 * counters are asked for what others used: everything but this process and those that it has started and that have ended.
 */
public final class Weather {
    private static final double LOADED_BEFORE = 0.75;
    private static final double OTHERS = 0.05;
    private static final double STEAL = 0.02;
    private static final Path MACHINE = Path.of("/proc/stat");
    private static final Path SELF = Path.of("/proc/self/stat");

    /** Clock ticks since the machine's start. */
    record Ticks(long all, long idle, long stolen, long ours) {
        static Ticks of(List<String> machine, String self) {
            long[] fields = Arrays.stream(machine.get(0).strip().split(" +"))
                    .skip(1)
                    .limit(8) // what guests use is in what users use
                    .mapToLong(Long::parseLong)
                    .toArray();
            // After the name, which may contain anything: state is field 3, utime, stime, cutime and cstime are 14 to
            // 17.
            String[] own = self.substring(self.lastIndexOf(')') + 2).split(" ");
            long ours = 0;
            for (int i = 11; i <= 14; i++) {
                ours += Long.parseLong(own[i]);
            }
            return new Ticks(Arrays.stream(fields).sum(), fields[3] + fields[4], fields[7], ours);
        }

        static Ticks now() throws IOException {
            return Files.isReadable(MACHINE) && Files.isReadable(SELF)
                    ? of(Files.readAllLines(MACHINE), Files.readString(SELF))
                    : new Ticks(0, 0, 0, 0);
        }
    }

    private final double loadBefore;
    private final Ticks before;

    Weather(double loadBefore, Ticks before) {
        this.loadBefore = loadBefore;
        this.before = before;
    }

    /** From now on. */
    public static Weather watch() throws IOException {
        return new Weather(load(), Ticks.now());
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** In lines for the report's head, until now; all that was started is over. */
    public String words() throws IOException {
        return words(Ticks.now(), load()) + " (" + Instant.now().truncatedTo(ChronoUnit.MINUTES) + ")";
    }

    String words(Ticks now, double loadNow) {
        double all = Math.max(1, now.all - before.all);
        double stolen = (now.stolen - before.stolen) / all;
        double busy = (now.all - now.idle - (before.all - before.idle)) / all;
        double others = Math.max(0, busy - stolen - (now.ours - before.ours) / all);
        boolean loaded = loadBefore > LOADED_BEFORE || others > OTHERS || stolen > STEAL;
        return String.format(
                Locale.ROOT,
                "%sload average %.2f before, %.2f after; of the machine's time %.1f %% went to other processes, %.1f %% was"
                        + " stolen by its host",
                loaded ? "**LOADED MACHINE**, read ratios only: " : "quiet machine: ",
                loadBefore,
                loadNow,
                others * 100,
                stolen * 100);
    }
}
