package dev.breakwater.dist.rescue;

import org.junit.jupiter.api.condition.EnabledIf;

/** On the newest JDK of this machine, where there is another than the one that builds. */
@EnabledIf("dev.breakwater.dist.rescue.Jdks#several")
class RescueOnNewestJdkIT extends RescueContract {
    RescueOnNewestJdkIT() {
        super(Jdks.newest());
    }
}
