package com.example.apache5;

import dev.breakwater.call.CallEngine;
import dev.breakwater.client.contract.ClientUnderTest;

/** Makes asynchronous clients; the engine reaches them by weaving. */
public final class AsyncFactory implements ClientUnderTest.Factory {
    @Override
    public ClientUnderTest create(CallEngine engine, ClientUnderTest.Setup setup) {
        return new AsyncUnderTest(setup);
    }
}
