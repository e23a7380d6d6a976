package dev.breakwater.client.okhttp;

import dev.breakwater.client.contract.ClientContract;
import dev.breakwater.client.contract.ClientUnderTest;
import dev.breakwater.weaving.WovenApplication;
import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract, for each version of OkHttp. */
@ParameterizedClass
@MethodSource("versions")
class OkHttpContractTest extends ClientContract {
    private final String version;

    OkHttpContractTest(String version) {
        this.version = version;
    }

    static List<String> versions() {
        return WovenApplication.versionsOf("okhttp");
    }

    @Override
    protected ClientUnderTest.Factory factory() {
        return (engine, setup) -> WovenApplication.with("okhttp", version)
                .governedBy(engine)
                .start("com.example.okhttp.OkHttpFactory", ClientUnderTest.Factory.class)
                .create(engine, setup);
    }
}
