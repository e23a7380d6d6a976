/**
 * Whose OpenTelemetry calls are recorded with: the agent's that is attached, the application's own, or one of ours.
 * Imports core and the OpenTelemetry SDK with its OTLP exporter; part of the composition root.
 * Must not know policies, clients or what is recorded.
 */
@NullMarked
package dev.breakwater.dist.otel;

import org.jspecify.annotations.NullMarked;
