package dev.breakwater.dist.rescue;

import java.nio.file.Path;

/** On the JDK that builds. */
class RescueIT extends RescueContract {
    RescueIT() {
        super(Path.of(System.getProperty("java.home")));
    }
}
