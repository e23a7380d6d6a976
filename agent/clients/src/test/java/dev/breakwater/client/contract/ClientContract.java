package dev.breakwater.client.contract;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What every client adapter promises. A subclass says how its client is made; the scenarios are in the interfaces. */
@Execution(ExecutionMode.CONCURRENT) // they mostly wait
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class ClientContract
        implements HealthyContract,
                BodyContract,
                FailureContract,
                StreamContract,
                CancellationContract,
                TimeContract,
                RecoveryContract,
                TranslationContract {
    private Scene scene;

    /** Makes the client under test. */
    protected abstract ClientUnderTest.Factory factory();

    @Override
    public Scene scene() {
        return scene;
    }

    @BeforeEach
    void set_the_scene() {
        scene = new Scene(factory());
    }

    @AfterEach
    void leave_nothing_behind() throws Exception {
        try (Scene over = scene) {
            over.assertNothingLeft();
        }
    }
}
