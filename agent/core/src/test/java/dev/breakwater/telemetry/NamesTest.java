package dev.breakwater.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The table that people read and the names that leave the process are the same. */
final class NamesTest {
    private static final Path TABLE = Path.of("..", "docs", "telemetry.md");

    @Test
    void the_documented_attributes_are_the_attributes() throws Exception {
        TreeSet<String> names = new TreeSet<>();
        for (Field field : Names.class.getDeclaredFields()) {
            if (field.getType() == AttributeKey.class) {
                names.add(((AttributeKey<?>) field.get(null)).getKey());
            }
        }

        assertThat(documented("## Attributes").keySet()).isEqualTo(names);
    }

    @Test
    void the_documented_events_are_the_events() throws Exception {
        TreeSet<String> names = new TreeSet<>();
        for (Field field : Names.class.getDeclaredFields()) {
            if (field.getName().endsWith("_EVENT")) {
                names.add((String) field.get(null));
            }
        }

        assertThat(documented("## Events").keySet()).isEqualTo(names);
    }

    @Test
    void the_documented_metrics_and_units_are_the_metrics() throws Exception {
        Map<String, String> units = new TreeMap<>();
        for (Field field : Names.class.getDeclaredFields()) {
            if (field.getType() == Metric.class) {
                Metric metric = (Metric) field.get(null);
                units.put(metric.name(), "`" + metric.unit() + "`");
            }
        }

        assertThat(documented("## Metrics")).isEqualTo(units);
    }

    /** First and second column of the table under a heading. */
    private static Map<String, String> documented(String heading) throws IOException {
        Map<String, String> rows = new TreeMap<>();
        boolean inside = false;
        for (String line : Files.readAllLines(TABLE)) {
            if (line.startsWith("## ")) {
                inside = line.equals(heading);
            } else if (inside && line.startsWith("| `")) {
                String[] cells = line.split("\\|");
                rows.put(cells[1].trim().replace("`", ""), cells[2].trim());
            }
        }
        assertThat(rows).as(heading).isNotEmpty();
        return rows;
    }
}
