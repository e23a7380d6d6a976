/**
 * A provider on loopback that answers as LLM providers do and fails as they do, on demand; its hit counter is the oracle of the tests.
 * May import the JDK only, so that it can stand on any class path, an application's included.
 * Must not know the agent: it sees what arrives on the wire and nothing else.
 */
@NullMarked
package dev.breakwater.testing;

import org.jspecify.annotations.NullMarked;
