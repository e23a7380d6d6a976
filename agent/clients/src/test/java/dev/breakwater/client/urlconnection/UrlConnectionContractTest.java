package dev.breakwater.client.urlconnection;

import dev.breakwater.client.contract.ClientContract;
import dev.breakwater.client.contract.ClientUnderTest;

class UrlConnectionContractTest extends ClientContract {
    @Override
    protected ClientUnderTest.Factory factory() {
        return UrlConnectionUnderTest::new;
    }
}
