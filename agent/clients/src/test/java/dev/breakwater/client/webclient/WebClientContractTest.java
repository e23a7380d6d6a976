package dev.breakwater.client.webclient;

import dev.breakwater.client.contract.ClientContract;
import dev.breakwater.client.contract.ClientUnderTest;
import dev.breakwater.weaving.WovenApplication;
import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract, for each version of WebClient, on Reactor Netty. */
@ParameterizedClass
@MethodSource("versions")
class WebClientContractTest extends ClientContract {
    private final String version;

    WebClientContractTest(String version) {
        this.version = version;
    }

    static List<String> versions() {
        return WovenApplication.versionsOf("webclient");
    }

    @Override
    protected ClientUnderTest.Factory factory() {
        return (engine, setup) -> WovenApplication.with("webclient", version)
                .governedBy(engine)
                .start("com.example.webclient.WebClientFactory", ClientUnderTest.Factory.class)
                .create(engine, setup);
    }
}
