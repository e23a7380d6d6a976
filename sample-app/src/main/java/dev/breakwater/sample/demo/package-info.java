/**
 * The demo: providers that fail by plan, the traffic that meets them, and a table of what became of it.
 * May import the fault-injecting provider and Spring; reaches the service only by its HTTP interface.
 * Must not know the agent, nor whether one is there.
 */
@NullMarked
package dev.breakwater.sample.demo;

import org.jspecify.annotations.NullMarked;
