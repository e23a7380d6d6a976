package com.example.apache4async;

import dev.breakwater.call.CallEngine;
import dev.breakwater.client.contract.ClientUnderTest;

/** Makes clients; the engine reaches them by weaving. */
public final class Apache4AsyncFactory implements ClientUnderTest.Factory {
    @Override
    public ClientUnderTest create(CallEngine engine, ClientUnderTest.Setup setup) {
        return new Apache4AsyncUnderTest(setup);
    }
}
