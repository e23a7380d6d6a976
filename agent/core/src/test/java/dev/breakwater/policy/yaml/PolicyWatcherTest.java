package dev.breakwater.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files and links; time is the number of polls. */
class PolicyWatcherTest {
    @TempDir
    Path directory;

    @Test
    void the_first_poll_reads_and_the_next_ones_rest() throws Exception {
        PolicyWatcher watcher = watching(attempts(2));

        assertThat(loaded(watcher.poll())).isEqualTo(2);
        assertThat(polls(watcher, 20)).isEmpty();
    }

    @Test
    void a_change_in_place_counts_at_the_second_look() throws Exception {
        PolicyWatcher watcher = watching(attempts(2));
        watcher.poll();

        Files.writeString(file(), attempts(3));

        assertThat(watcher.poll()).isInstanceOf(PolicyChange.None.class);
        assertThat(loaded(watcher.poll())).isEqualTo(3);
        assertThat(polls(watcher, 20)).isEmpty();
    }

    @Test
    void a_change_of_the_same_size_and_time_stamp_is_seen() throws Exception {
        PolicyWatcher watcher = watching(attempts(2));
        FileTime stamp = Files.getLastModifiedTime(file());
        watcher.poll();

        Files.writeString(file(), attempts(3));
        Files.setLastModifiedTime(file(), stamp);

        assertThat(polls(watcher, 2))
                .singleElement()
                .satisfies(change -> assertThat(loaded(change)).isEqualTo(3));
    }

    @Test
    void a_touch_without_a_change_is_none() throws Exception {
        PolicyWatcher watcher = watching(attempts(2));
        watcher.poll();

        Files.setLastModifiedTime(file(), FileTime.fromMillis(1_000_000));

        assertThat(polls(watcher, 20)).isEmpty();
    }

    @Test
    void an_editors_rename_write_is_one_change() throws Exception {
        PolicyWatcher watcher = watching(attempts(2));
        watcher.poll();

        Path temporary = Files.writeString(directory.resolve(".breakwater.yaml.swp"), attempts(5));
        Files.move(temporary, file(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);

        assertThat(polls(watcher, 20))
                .singleElement()
                .satisfies(change -> assertThat(loaded(change)).isEqualTo(5));
    }

    @Test
    void a_gap_between_removal_and_rename_changes_nothing() throws Exception {
        PolicyWatcher watcher = watching(attempts(2));
        watcher.poll();

        Files.delete(file());
        assertThat(polls(watcher, 3)).isEmpty();
        Files.writeString(file(), attempts(2));

        assertThat(polls(watcher, 20)).isEmpty();
    }

    @Test
    void a_file_that_stays_away_is_reported_once_and_taken_up_again_when_it_returns() throws Exception {
        PolicyWatcher watcher = watching(attempts(2));
        watcher.poll();

        Files.delete(file());
        assertThat(polls(watcher, 50)).singleElement().isInstanceOf(PolicyChange.Gone.class);
        Files.writeString(file(), attempts(4));

        assertThat(polls(watcher, 20))
                .singleElement()
                .satisfies(change -> assertThat(loaded(change)).isEqualTo(4));
    }

    @Test
    void a_config_map_is_followed_through_the_swap_of_its_data_link() throws Exception {
        Path first = Files.createDirectory(directory.resolve("..2026_01"));
        Path second = Files.createDirectory(directory.resolve("..2026_02"));
        Files.writeString(first.resolve("breakwater.yaml"), attempts(2));
        Files.writeString(second.resolve("breakwater.yaml"), attempts(6));
        Files.createSymbolicLink(directory.resolve("..data"), first.getFileName());
        Files.createSymbolicLink(file(), Path.of("..data", "breakwater.yaml"));
        PolicyWatcher watcher = new PolicyWatcher(new Reading().reader(), file());
        watcher.poll();

        Files.createSymbolicLink(directory.resolve("..data_tmp"), second.getFileName());
        Files.move(
                directory.resolve("..data_tmp"),
                directory.resolve("..data"),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
        deleteRecursively(first);

        assertThat(polls(watcher, 20))
                .singleElement()
                .satisfies(change -> assertThat(loaded(change)).isEqualTo(6));
    }

    @Test
    void a_file_that_is_still_being_written_waits_until_it_stands_still() throws Exception {
        PolicyWatcher watcher = watching(attempts(2));
        watcher.poll();

        Files.writeString(file(), "upstreams:");
        assertThat(watcher.poll()).isInstanceOf(PolicyChange.None.class);
        Files.writeString(file(), "upstreams: {openai: {}}");
        assertThat(watcher.poll()).isInstanceOf(PolicyChange.None.class);
        Files.writeString(file(), attempts(7));

        assertThat(polls(watcher, 20))
                .singleElement()
                .satisfies(change -> assertThat(loaded(change)).isEqualTo(7));
    }

    @Test
    void an_invalid_file_is_reported_once_a_content() throws Exception {
        PolicyWatcher watcher = watching(attempts(2));
        watcher.poll();

        Files.writeString(file(), "upstreams: {openai: {modee: x}}");
        assertThat(polls(watcher, 20)).singleElement().isInstanceOf(PolicyChange.Invalid.class);
        Files.writeString(file(), "upstreams: {openai: {moode: x}}");
        assertThat(polls(watcher, 20)).singleElement().isInstanceOf(PolicyChange.Invalid.class);
        Files.writeString(file(), attempts(2));

        assertThat(polls(watcher, 20))
                .singleElement()
                .satisfies(change -> assertThat(loaded(change)).isEqualTo(2));
    }

    @Test
    void a_file_that_is_missing_at_the_start_is_invalid_and_then_loaded() throws Exception {
        PolicyWatcher watcher = new PolicyWatcher(new Reading().reader(), file());

        assertThat(watcher.poll()).isInstanceOf(PolicyChange.Invalid.class);
        assertThat(polls(watcher, 20)).isEmpty();
        Files.writeString(file(), attempts(2));

        assertThat(polls(watcher, 20)).singleElement().isInstanceOf(PolicyChange.Loaded.class);
    }

    @Test
    void a_new_secret_in_a_referred_file_is_a_change() throws Exception {
        Files.writeString(directory.resolve("key"), "old\n");
        PolicyWatcher watcher = watching(keyFromFile());
        watcher.poll();

        Files.writeString(directory.resolve("key"), "new\n");

        assertThat(polls(watcher, 20)).singleElement().satisfies(change -> {
            Policy policy = ((PolicyChange.Loaded) change).policy();
            assertThat(policy.upstreams()
                            .get(0)
                            .endpoints()
                            .get(0)
                            .keys()
                            .get(0)
                            .reveal())
                    .isEqualTo("new");
        });
    }

    @Test
    void a_missing_secret_is_waited_for() throws Exception {
        PolicyWatcher watcher = watching(keyFromFile());

        assertThat(watcher.poll()).isInstanceOf(PolicyChange.Invalid.class);
        Files.writeString(directory.resolve("key"), "there now\n");

        assertThat(polls(watcher, 20)).singleElement().isInstanceOf(PolicyChange.Loaded.class);
    }

    private PolicyWatcher watching(String yaml) throws IOException {
        Files.writeString(file(), yaml);
        return new PolicyWatcher(new Reading().reader(), file());
    }

    private Path file() {
        return directory.resolve("breakwater.yaml");
    }

    private static String attempts(int number) {
        return "upstreams: {openai: {retry: {max-attempts: " + number + "}}}";
    }

    private static String keyFromFile() {
        return "upstreams: {openai: {endpoints: [{url: https://api.openai.com/v1, key: '${file:key}'}]}}";
    }

    private static int loaded(PolicyChange change) {
        assertThat(change).isInstanceOf(PolicyChange.Loaded.class);
        return ((PolicyChange.Loaded) change)
                .policy()
                .upstreams()
                .get(0)
                .retry()
                .maxAttempts();
    }

    private static List<PolicyChange> polls(PolicyWatcher watcher, int number) {
        List<PolicyChange> changes = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            PolicyChange change = watcher.poll();
            if (!(change instanceof PolicyChange.None)) {
                changes.add(change);
            }
        }
        return changes;
    }

    private static void deleteRecursively(Path path) throws IOException {
        Files.delete(path.resolve("breakwater.yaml"));
        Files.delete(path);
    }
}
