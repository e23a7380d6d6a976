package dev.breakwater.client.apache5;

import dev.breakwater.client.contract.ClientContract;
import dev.breakwater.client.contract.ClientUnderTest;
import dev.breakwater.weaving.WovenApplication;
import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract, for each version of the asynchronous client. */
@ParameterizedClass
@MethodSource("versions")
class Apache5AsyncContractTest extends ClientContract {
    private final String version;

    Apache5AsyncContractTest(String version) {
        this.version = version;
    }

    static List<String> versions() {
        return WovenApplication.versionsOf("apache5");
    }

    @Override
    protected ClientUnderTest.Factory factory() {
        return (engine, setup) -> WovenApplication.with("apache5", version)
                .governedBy(engine)
                .start("com.example.apache5.AsyncFactory", ClientUnderTest.Factory.class)
                .create(engine, setup);
    }
}
