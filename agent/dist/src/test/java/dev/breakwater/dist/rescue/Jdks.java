package dev.breakwater.dist.rescue;

import dev.breakwater.dist.start.Fork;
import java.nio.file.Path;
import java.util.List;

/** The JDKs of this machine, by release. */
final class Jdks {
    private Jdks() {}

    static boolean several() {
        return Fork.jdks().size() > 1;
    }

    static Path newest() {
        List<Path> all = Fork.jdks();
        return all.get(all.size() - 1);
    }
}
