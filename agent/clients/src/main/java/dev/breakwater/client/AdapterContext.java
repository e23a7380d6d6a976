package dev.breakwater.client;

import dev.breakwater.call.CallEngine;

/** What an adapter is given. One per application class loader. */
public interface AdapterContext {
    /** Decides every call; the same for all adapters. */
    CallEngine engine();

    /** The loader of the hooked client's classes. */
    ClassLoader applicationLoader();
}
