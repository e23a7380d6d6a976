package dev.breakwater.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DoorTest {
    private final List<Throwable> failures = new ArrayList<>();

    @Test
    void a_gate_that_answers_nothing_lets_the_original_run() {
        open(1, (self, argument) -> null);

        assertThat(Door.enter(1, DoorTest.class, this, "argument")).isNull();
    }

    @Test
    void a_gates_function_is_handed_to_the_woven_code() {
        Function<Object[], Object> answer = all -> "answer";
        open(2, (self, argument) -> self == this && argument.equals("argument") ? answer : null);

        assertThat(Door.enter(2, DoorTest.class, this, "argument")).isSameAs(answer);
    }

    @Test
    void what_a_gate_throws_is_reported_and_lets_the_original_run() {
        open(3, (self, argument) -> {
            throw new NoSuchMethodError("broken adapter");
        });

        assertThat(Door.enter(3, DoorTest.class, this, "argument")).isNull();
        assertThat(Door.rewrite(3, DoorTest.class, this, "value", 0)).isEqualTo("value");
        assertThat(failures).hasSize(2).allMatch(NoSuchMethodError.class::isInstance);
    }

    @Test
    void a_field_gets_the_gates_value_unless_the_guard_says_no() {
        open(4, (self, value) -> value + "+");

        assertThat(Door.rewrite(4, DoorTest.class, this, "value", 0)).isEqualTo("value+");
        assertThat(Door.rewrite(4, DoorTest.class, this, "value", 1)).isEqualTo("value");
    }

    @Test
    void without_a_gate_everything_passes() {
        open(5, null);

        assertThat(Door.enter(5, DoorTest.class, this, "argument")).isNull();
        assertThat(Door.rewrite(5, DoorTest.class, this, "value", 0)).isEqualTo("value");
        assertThat(failures).isEmpty();
    }

    @Test
    void many_hooks_are_opened_at_once_each_at_its_place() {
        ClassValue<?>[] gates = new ClassValue<?>[Door.HOOKS];
        gates[7] = gates((self, value) -> value + "+");

        assertThat(Door.openAll(gates, (java.util.function.Consumer<Throwable>) failures::add))
                .isNull();

        assertThat(Door.rewrite(7, DoorTest.class, this, "value", 0)).isEqualTo("value+");
        assertThat(Door.rewrite(6, DoorTest.class, this, "value", 0)).isEqualTo("value");
    }

    private void open(int hook, @Nullable BiFunction<Object, Object, Object> gate) {
        Door.open(hook, gates(gate), failures::add);
    }

    private static ClassValue<@Nullable BiFunction<Object, Object, Object>> gates(
            @Nullable BiFunction<Object, Object, Object> gate) {
        return new ClassValue<>() {
            @Override
            protected @Nullable BiFunction<Object, Object, Object> computeValue(Class<?> hooked) {
                return gate;
            }
        };
    }
}
