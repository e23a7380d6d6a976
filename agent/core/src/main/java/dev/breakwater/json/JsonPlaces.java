package dev.breakwater.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Finds where something stands in a document, so that something else can be put there. Thread-safe. */
public final class JsonPlaces {
    private JsonPlaces() {}

    /**
     * The index of the closing bracket of the array at a top-level field.
     *
     * @return -1 when there is no such array, it is empty, or this is not JSON
     */
    public static int endOfArray(byte[] bytes, String field) {
        try (JsonParser parser = Jackson.FACTORY.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return -1;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals(field);
                JsonToken value = parser.nextToken();
                if (wanted && value == JsonToken.START_ARRAY) {
                    return endOfThisArray(parser);
                }
                parser.skipChildren();
            }
            return -1;
        } catch (IOException notJson) {
            return -1;
        }
    }

    private static int endOfThisArray(JsonParser parser) throws IOException {
        boolean empty = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == null) {
                return -1;
            }
            empty = false;
            parser.skipChildren();
        }
        return empty ? -1 : (int) parser.currentTokenLocation().getByteOffset();
    }
}
