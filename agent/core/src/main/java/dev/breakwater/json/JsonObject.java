package dev.breakwater.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object held in memory, to be taken apart and put together anew: for translations only, which need all of a document.
 * Values are strings, {@link BigDecimal}, {@link Boolean}, null, lists, or objects of this class. Not thread-safe.
 */
public final class JsonObject {
    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    /** The object that these bytes are, or null when they are not one whole JSON object. */
    public static @Nullable JsonObject read(byte[] bytes) {
        return read(bytes, 0, bytes.length);
    }

    /** The same from {@code from} up to {@code to}. */
    public static @Nullable JsonObject read(byte[] bytes, int from, int to) {
        try (JsonParser parser = Jackson.FACTORY.createParser(bytes, from, to - from)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            JsonObject object = readObject(parser);
            return parser.nextToken() == null ? object : null;
        } catch (IOException | NumberFormatException notJson) {
            return null;
        }
    }

    /** The same of a text. */
    public static @Nullable JsonObject read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonObject readObject(JsonParser parser) throws IOException {
        JsonObject object = new JsonObject();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            object.fields.put(name, readValue(parser));
        }
        return object;
    }

    private static @Nullable Object readValue(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> readObject(parser);
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(readValue(parser));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    /** Sets a field: null, a string, a boolean, a number, a list or an object. */
    public JsonObject put(String name, @Nullable Object value) {
        fields.put(name, value);
        return this;
    }

    /** Sets a field unless the value is null. */
    public JsonObject putIfGiven(String name, @Nullable Object value) {
        return value == null ? this : put(name, value);
    }

    public @Nullable Object get(String name) {
        return fields.get(name);
    }

    /** The string at a field, or null when there is none. */
    public @Nullable String text(String name) {
        return fields.get(name) instanceof String text ? text : null;
    }

    /** The string at a field, empty when there is none. */
    public String textOrEmpty(String name) {
        return fields.get(name) instanceof String text ? text : "";
    }

    /** The object at a field, or null when there is none. */
    public @Nullable JsonObject object(String name) {
        return fields.get(name) instanceof JsonObject object ? object : null;
    }

    /** The objects in the array at a field; anything else in it is left out. */
    public List<JsonObject> objects(String name) {
        return objects(fields.get(name));
    }

    /** The objects among the elements of a value, if that is a list. */
    public static List<JsonObject> objects(@Nullable Object value) {
        List<JsonObject> objects = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof JsonObject object) {
                    objects.add(object);
                }
            }
        }
        return objects;
    }

    /** The number at a field, cut to an integer; {@code otherwise} when there is none. */
    public long number(String name, long otherwise) {
        return fields.get(name) instanceof BigDecimal number ? number.longValue() : otherwise;
    }

    /** Whether the field is {@code true}. */
    public boolean isTrue(String name) {
        return Boolean.TRUE.equals(fields.get(name));
    }

    public Set<String> names() {
        return fields.keySet();
    }

    /** The document in UTF-8. */
    public byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator generator = Jackson.FACTORY.createGenerator(out)) {
            write(generator, this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The document as text. */
    @Override
    public String toString() {
        return new String(toBytes(), StandardCharsets.UTF_8);
    }

    private static void write(JsonGenerator generator, @Nullable Object value) throws IOException {
        if (value instanceof JsonObject object) {
            generator.writeStartObject();
            for (Map.Entry<String, @Nullable Object> field : object.fields.entrySet()) {
                generator.writeFieldName(field.getKey());
                write(generator, field.getValue());
            }
            generator.writeEndObject();
        } else if (value instanceof List<?> list) {
            generator.writeStartArray();
            for (Object element : list) {
                write(generator, element);
            }
            generator.writeEndArray();
        } else if (value instanceof String text) {
            generator.writeString(text);
        } else {
            writeScalar(generator, value);
        }
    }

    private static void writeScalar(JsonGenerator generator, @Nullable Object value) throws IOException {
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else if (value instanceof BigDecimal number) {
            generator.writeNumber(number);
        } else if (value instanceof Number number) {
            generator.writeNumber(number.longValue());
        } else {
            throw new IllegalArgumentException("no JSON value: " + value.getClass());
        }
    }
}
