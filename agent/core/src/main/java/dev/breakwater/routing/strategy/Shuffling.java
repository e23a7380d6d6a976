package dev.breakwater.routing.strategy;

import java.util.Random;
import java.util.random.RandomGenerator;

/** {@code Collections.shuffle} wants the old type; {@code Random.from} only exists since Java 19. */
final class Shuffling {
    private Shuffling() {}

    static Random by(RandomGenerator random) {
        return random instanceof Random old ? old : new Random(random.nextLong());
    }
}
