package dev.breakwater.policy;

/** Whether the policy acts or only watches. */
public enum Mode {
    ENFORCE,
    /** Telemetry only; decisions are logged as "would have". */
    OBSERVE
}
