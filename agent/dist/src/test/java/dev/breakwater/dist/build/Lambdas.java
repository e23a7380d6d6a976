package dev.breakwater.dist.build;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** Every kind of lambda and method reference that there is, for {@link LambdaClassesTest}. */
public final class Lambdas implements Supplier<List<Object>> {
    private final long secret = 7;
    private final List<Object> seen = new ArrayList<>();

    /** What all of them give. */
    @Override
    public List<Object> get() {
        int small = 3;
        long large = 1L << 40;
        double real = 0.5;
        Supplier<String> none = () -> "none";
        Supplier<Object> same = Lambdas::once;
        add(none.get(), same.get());
        add(this.<LongSupplier>typed(() -> secret + small + large).getAsLong());
        DoubleUnaryOperator wide = given -> given * real + large + small;
        add(wide.applyAsDouble(2));
        ToIntFunction<String> unbound = String::length;
        Function<String, Integer> boxed = String::length;
        Function<Integer, Object> unboxed = Lambdas::twice;
        ToLongFunction<Integer> widened = Integer::intValue;
        IntUnaryOperator primitive = Math::abs;
        add(unbound.applyAsInt("four"), boxed.apply("seven77"), unboxed.apply(21));
        add(widened.applyAsLong(5), primitive.applyAsInt(-9));
        Consumer<Object> discarding = seen::add;
        discarding.accept("discarded result");
        Function<String, StringBuilder> constructor = StringBuilder::new;
        IntFunction<int[]> array = int[]::new;
        add(constructor.apply("built").append('!').toString(), array.apply(4).length);
        BiFunction<Long, Integer, Double> mixed = (a, b) -> a / (double) b;
        add(mixed.apply(3L, 2));
        ObjLongConsumer<List<Object>> two = (list, number) -> list.add(number * small);
        two.accept(seen, 11);
        List<String> sorted = new ArrayList<>(List.of("pear", "fig", "apple"));
        sorted.sort(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()));
        add(sorted, Arrays.asList(1, 2, 3).stream().mapToInt(Integer::intValue).sum());
        add(new Inner().ask(), Asking.of(() -> 13).ask(), called(() -> null));
        return seen;
    }

    private <T> T typed(T lambda) {
        return lambda;
    }

    private static Object called(Callable<Void> callable) {
        try {
            return String.valueOf(callable.call());
        } catch (Exception impossible) {
            return impossible;
        }
    }

    /** A lambda that captures nothing is one object, however often its place is passed. */
    private static Object once() {
        List<Runnable> made = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            made.add(() -> {});
        }
        return made.get(0) == made.get(1);
    }

    private static int twice(int number) {
        return 2 * number;
    }

    private void add(Object... values) {
        seen.addAll(List.of(values));
    }

    private final class Inner {
        private Object ask() {
            Supplier<Object> outer = () -> secret + inner();
            return outer.get();
        }

        private int inner() {
            return 1;
        }
    }

    private interface Asking {
        int answer();

        static Asking of(Asking asking) {
            return () -> asking.answer() + 1;
        }

        default Object ask() {
            Supplier<Object> lambda = () -> hidden() + answer();
            return lambda.get();
        }

        private int hidden() {
            return 100;
        }
    }
}
