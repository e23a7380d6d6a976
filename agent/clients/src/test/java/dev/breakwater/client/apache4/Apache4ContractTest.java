package dev.breakwater.client.apache4;

import dev.breakwater.client.contract.ClientContract;
import dev.breakwater.client.contract.ClientUnderTest;
import dev.breakwater.weaving.WovenApplication;
import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract, for each version of Apache HttpClient 4. */
@ParameterizedClass
@MethodSource("versions")
class Apache4ContractTest extends ClientContract {
    private final String version;

    Apache4ContractTest(String version) {
        this.version = version;
    }

    static List<String> versions() {
        return WovenApplication.versionsOf("apache4");
    }

    @Override
    protected ClientUnderTest.Factory factory() {
        return (engine, setup) -> WovenApplication.with("apache4", version)
                .governedBy(engine)
                .start("com.example.apache4.Apache4Factory", ClientUnderTest.Factory.class)
                .create(engine, setup);
    }
}
