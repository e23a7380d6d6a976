package dev.breakwater.client.awssdk;

import dev.breakwater.client.contract.ClientContract;
import dev.breakwater.client.contract.ClientUnderTest;
import dev.breakwater.weaving.WovenApplication;
import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract, for each version of the AWS SDK's client on Netty. */
@ParameterizedClass
@MethodSource("versions")
class AwsSdkContractTest extends ClientContract {
    private final String version;

    AwsSdkContractTest(String version) {
        this.version = version;
    }

    static List<String> versions() {
        return WovenApplication.versionsOf("awssdk");
    }

    @Override
    protected ClientUnderTest.Factory factory() {
        return (engine, setup) -> WovenApplication.with("awssdk", version)
                .governedBy(engine)
                .start("com.example.awssdk.AwsSdkFactory", ClientUnderTest.Factory.class)
                .create(engine, setup);
    }
}
