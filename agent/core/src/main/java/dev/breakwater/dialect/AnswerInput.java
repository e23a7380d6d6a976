package dev.breakwater.dialect;

import java.nio.ByteBuffer;

/** Takes the bytes of an answer and tells its state what they meant. */
interface AnswerInput {
    void feed(ByteBuffer bytes);

    void end();
}
