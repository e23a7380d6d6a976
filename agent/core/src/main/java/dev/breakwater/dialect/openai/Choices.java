package dev.breakwater.dialect.openai;

import dev.breakwater.json.JsonValue;

/** Which of an answer's alternatives have ended: asked for several, a provider ends them one by one. */
final class Choices {
    private static final int MAX = 64;

    private long seen;
    private long ended;
    private int index;
    private boolean finish;

    void begin() {
        index = 0;
        finish = false;
    }

    void index(JsonValue value) {
        index = (int) Math.floorMod(value.number(0), (long) MAX);
    }

    void finish() {
        finish = true;
    }

    void end() {
        seen |= 1L << index;
        if (finish) {
            ended |= 1L << index;
        }
    }

    boolean allFinished() {
        return ended != 0 && ended == seen;
    }
}
