package com.example.webclient;

import dev.breakwater.call.CallEngine;
import dev.breakwater.client.contract.ClientUnderTest;

/** Makes WebClients on Reactor Netty; the engine reaches them by weaving. */
public final class WebClientFactory implements ClientUnderTest.Factory {
    @Override
    public ClientUnderTest create(CallEngine engine, ClientUnderTest.Setup setup) {
        return new WebClientUnderTest(setup);
    }
}
