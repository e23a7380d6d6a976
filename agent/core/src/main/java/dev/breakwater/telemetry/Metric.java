package dev.breakwater.telemetry;

/**
 * What an instrument is called and measures.
 *
 * @param unit by UCUM, as OpenTelemetry wants it
 */
record Metric(String name, String unit, String description) {}
