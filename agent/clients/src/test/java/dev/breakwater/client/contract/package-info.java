/**
 * What every client adapter promises, as tests: one subclass of {@link dev.breakwater.client.contract.ClientContract} a client.
 * Imports the engine, the provider that fails on demand and the JDK. Knows no client.
 */
@NullMarked
package dev.breakwater.client.contract;

import org.jspecify.annotations.NullMarked;
