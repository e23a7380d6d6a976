/**
 * What the JVM itself loads: premain, agentmain, main, the isolated loader and the door that hooked classes call.
 * May import the JDK alone: no lambdas, no streams, no logging framework, nothing that starts a subsystem before main.
 * Must not know what the agent does with a call.
 */
@NullMarked
package dev.breakwater.bootstrap;

import org.jspecify.annotations.NullMarked;
