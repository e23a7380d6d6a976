package dev.breakwater.client.jdk;

import dev.breakwater.client.contract.ClientContract;
import dev.breakwater.client.contract.ClientUnderTest;

/** The contract, for the JDK's client. */
class JdkClientContractTest extends ClientContract {
    @Override
    protected ClientUnderTest.Factory factory() {
        return JdkClientUnderTest::new;
    }
}
