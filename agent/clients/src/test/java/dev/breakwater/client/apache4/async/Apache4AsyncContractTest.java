package dev.breakwater.client.apache4.async;

import dev.breakwater.client.contract.ClientContract;
import dev.breakwater.client.contract.ClientUnderTest;
import dev.breakwater.weaving.WovenApplication;
import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract, for each version of Apache HttpAsyncClient 4. */
@ParameterizedClass
@MethodSource("versions")
class Apache4AsyncContractTest extends ClientContract {
    private final String version;

    Apache4AsyncContractTest(String version) {
        this.version = version;
    }

    static List<String> versions() {
        return WovenApplication.versionsOf("apache4async");
    }

    @Override
    protected ClientUnderTest.Factory factory() {
        return (engine, setup) -> WovenApplication.with("apache4async", version)
                .governedBy(engine)
                .start("com.example.apache4async.Apache4AsyncFactory", ClientUnderTest.Factory.class)
                .create(engine, setup);
    }
}
