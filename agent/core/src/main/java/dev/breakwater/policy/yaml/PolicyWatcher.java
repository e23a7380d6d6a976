package dev.breakwater.policy.yaml;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides when the policy file, or a file that it refers to, has changed. It polls, since file events miss what containers
 * do: a mounted ConfigMap changes by the swap of a symbolic link two directories away.
 *
 * <p>A change counts when two polls in a row see the same content, which keeps half-written files out: at a poll every 250
 * ms it takes effect within half a second. Used by one thread at a time.
 */
public final class PolicyWatcher {
    private static final PolicyChange NONE = new PolicyChange.None();
    private static final int POLLS_UNTIL_GONE = 8;

    private final PolicyReader reader;
    private final Path file;
    private Map<Path, WatchedFile> watched = new LinkedHashMap<>();
    private @Nullable Map<Path, String> loaded;
    private @Nullable Map<Path, String> settling;
    private int absentPolls;

    public PolicyWatcher(PolicyReader reader, Path file) {
        this.reader = reader;
        this.file = file;
        watch(Set.of());
    }

    /** Looks at the files once. The first poll reads the policy whatever it finds. */
    public PolicyChange poll() {
        Map<Path, String> now = digests();
        if (loaded == null) {
            return load(now);
        }
        if (WatchedFile.ABSENT.equals(now.get(file))) {
            return absent(loaded);
        }
        absentPolls = 0;
        if (now.equals(loaded)) {
            settling = null;
            return NONE;
        }
        if (!now.equals(settling)) {
            settling = now;
            return NONE;
        }
        return load(now);
    }

    /** A rename-write leaves a gap, and an unmounted volume a long one: neither is a reason to change anything. */
    private PolicyChange absent(Map<Path, String> before) {
        settling = null;
        boolean wasThere = !WatchedFile.ABSENT.equals(before.get(file));
        return wasThere && ++absentPolls == POLLS_UNTIL_GONE ? new PolicyChange.Gone() : NONE;
    }

    private PolicyChange load(Map<Path, String> seen) {
        settling = null;
        PolicyChange change;
        Set<Path> files;
        try {
            LoadedPolicy read = reader.read(file);
            files = read.files();
            change = new PolicyChange.Loaded(read.policy());
        } catch (PolicyException e) {
            files = e.files();
            change = new PolicyChange.Invalid(e);
        }
        watch(files);
        Map<Path, String> current = digests();
        // What was seen before the reading counts: whatever changed during it is then noticed by the next poll.
        current.replaceAll((path, digest) -> seen.getOrDefault(path, digest));
        loaded = current;
        return change;
    }

    private void watch(Set<Path> referred) {
        Map<Path, WatchedFile> next = new LinkedHashMap<>();
        next.put(file, watched.getOrDefault(file, new WatchedFile(file)));
        for (Path path : referred) {
            next.put(path, watched.getOrDefault(path, new WatchedFile(path)));
        }
        watched = next;
    }

    private Map<Path, String> digests() {
        Map<Path, String> digests = new LinkedHashMap<>();
        watched.forEach((path, watchedFile) -> digests.put(path, watchedFile.digest()));
        return digests;
    }
}
