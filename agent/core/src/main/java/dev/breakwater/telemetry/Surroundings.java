package dev.breakwater.telemetry;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

/** The application's side of a call's spans: what they are part of, and what becomes part of them. Thread-safe. */
interface Surroundings {
    /** The spans live in the same OpenTelemetry as the application's. */
    Surroundings SAME = new Surroundings() {
        @Override
        public boolean inUse() {
            return true;
        }

        @Override
        public Context parent() {
            return Context.current();
        }

        @Override
        public Scope enter(Context context) {
            return context.makeCurrent();
        }
    };

    /** Whether anybody could see that a span of ours is the current one. */
    boolean inUse();

    /** What the calling thread is doing at this moment. */
    Context parent();

    /** Makes a span of ours the one that whatever the calling thread does is part of, until the scope is closed. */
    Scope enter(Context context);
}
