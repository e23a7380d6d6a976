package dev.breakwater.client.contract;

/** A part of the contract: scenarios as default methods, so that one subclass of {@link ClientContract} has them all. */
interface Contract {
    /** A fresh one in each test. */
    Scene scene();
}
