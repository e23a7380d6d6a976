/** The main road, end to end: unmodified SDKs in a JVM with the flag, failing providers, the servers' hit logs as the oracle. */
@org.jspecify.annotations.NullMarked
package dev.breakwater.dist.rescue;
