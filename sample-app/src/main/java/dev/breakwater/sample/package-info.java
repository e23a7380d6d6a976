/**
 * A small service that answers questions through three unmodified LLM clients.
 * May import Spring and the clients' own libraries.
 * Must not know the agent: it is the application that the agent is put beside.
 */
@NullMarked
package dev.breakwater.sample;

import org.jspecify.annotations.NullMarked;
