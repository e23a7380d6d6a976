package com.example.awssdk;

import dev.breakwater.call.CallEngine;
import dev.breakwater.client.contract.ClientUnderTest;

/** Makes the SDK's clients on Netty; the engine reaches them by weaving. It follows no redirects, however it is set up. */
public final class AwsSdkFactory implements ClientUnderTest.Factory {
    @Override
    public ClientUnderTest create(CallEngine engine, ClientUnderTest.Setup setup) {
        return new AwsSdkUnderTest();
    }
}
