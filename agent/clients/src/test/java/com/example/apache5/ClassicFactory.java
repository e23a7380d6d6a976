package com.example.apache5;

import dev.breakwater.call.CallEngine;
import dev.breakwater.client.contract.ClientUnderTest;

/** Makes classic clients; the engine reaches them by weaving. */
public final class ClassicFactory implements ClientUnderTest.Factory {
    @Override
    public ClientUnderTest create(CallEngine engine, ClientUnderTest.Setup setup) {
        return new ClassicUnderTest(setup);
    }
}
