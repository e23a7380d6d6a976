/**
 * Spans and metrics of calls, by the OpenTelemetry conventions for generative AI; every name is in {@link dev.breakwater.telemetry.Names}.
 * Imports call events, what they speak of, and the OpenTelemetry API; is defined anew for an application that has its own.
 * Must not know the OpenTelemetry SDK, exporters, YAML or any HTTP client.
 */
@NullMarked
package dev.breakwater.telemetry;

import org.jspecify.annotations.NullMarked;
