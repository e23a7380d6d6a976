package com.example.okhttp;

import dev.breakwater.call.CallEngine;
import dev.breakwater.client.contract.ClientUnderTest;

/** Makes clients; the engine reaches them by weaving. */
public final class OkHttpFactory implements ClientUnderTest.Factory {
    @Override
    public ClientUnderTest create(CallEngine engine, ClientUnderTest.Setup setup) {
        return new OkHttpUnderTest(setup);
    }
}
