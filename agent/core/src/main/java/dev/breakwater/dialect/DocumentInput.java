package dev.breakwater.dialect;

import dev.breakwater.json.JsonFeed;
import java.nio.ByteBuffer;

/** An answer in one document, read as it passes. It has an end only when the transport has one and the document is whole. */
final class DocumentInput implements AnswerInput {
    private final AnswerState state;
    private final AnswerFields fields;
    private final JsonFeed feed;

    DocumentInput(AnswerState state, AnswerFields fields) {
        this.state = state;
        this.fields = fields;
        this.feed = new JsonFeed(fields.shape(), fields);
    }

    @Override
    public void feed(ByteBuffer bytes) {
        if (state.over()) {
            return;
        }
        if (!feed.feed(bytes) || feed.documents() > 1) {
            state.failed(null);
        } else if (fields.takeContent()) {
            state.content();
        }
    }

    @Override
    public void end() {
        if (!state.over() && feed.endDocument() && feed.documents() == 1) {
            fields.conclude(state);
            state.finished();
        }
    }
}
