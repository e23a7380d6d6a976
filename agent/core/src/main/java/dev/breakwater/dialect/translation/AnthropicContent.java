package dev.breakwater.dialect.translation;

import dev.breakwater.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** What Anthropic's messages hold: a text, or blocks. */
final class AnthropicContent {
    private AnthropicContent() {}

    /** The text of a content that may be nothing else. */
    static String text(@Nullable Object content, String between) throws UntranslatableException {
        if (content == null || content instanceof String) {
            return content == null ? "" : (String) content;
        }
        StringBuilder text = new StringBuilder();
        for (JsonObject block : JsonObject.objects(content)) {
            if (!block.textOrEmpty("type").equals("text")) {
                throw unknown(block);
            }
            text.append(text.isEmpty() ? "" : between).append(block.textOrEmpty("text"));
        }
        return text.toString();
    }

    /** A block of the user's as a part of OpenAI's. */
    static JsonObject part(JsonObject block) throws UntranslatableException {
        return switch (block.textOrEmpty("type")) {
            case "text" -> text(block.textOrEmpty("text"));
            case "image" -> image(block);
            case "document" -> document(block);
            default -> throw unknown(block);
        };
    }

    private static JsonObject text(String text) {
        return new JsonObject().put("type", "text").put("text", text);
    }

    private static JsonObject image(JsonObject block) throws UntranslatableException {
        JsonObject source = block.object("source");
        String url = source == null
                ? ""
                : switch (source.textOrEmpty("type")) {
                    case "base64" -> dataUrl(source);
                    case "url" -> source.textOrEmpty("url");
                    default -> "";
                };
        if (url.isEmpty()) {
            throw new UntranslatableException("an image that is neither in the request nor at a URL");
        }
        return new JsonObject().put("type", "image_url").put("image_url", new JsonObject().put("url", url));
    }

    private static JsonObject document(JsonObject block) throws UntranslatableException {
        JsonObject source = block.object("source");
        JsonObject citations = block.object("citations");
        if (source == null || (citations != null && citations.isTrue("enabled"))) {
            throw new UntranslatableException("a document with citations");
        }
        return switch (source.textOrEmpty("type")) {
            case "text" -> text(source.textOrEmpty("data"));
            case "base64" -> {
                String title = block.text("title");
                JsonObject file = new JsonObject()
                        .put("filename", title == null ? "document.pdf" : title)
                        .put("file_data", dataUrl(source));
                yield new JsonObject().put("type", "file").put("file", file);
            }
            default -> throw new UntranslatableException("a document that is not in the request");
        };
    }

    private static String dataUrl(JsonObject source) {
        return new DataUrl(source.textOrEmpty("media_type"), source.textOrEmpty("data")).toString();
    }

    static UntranslatableException unknown(JsonObject block) {
        return new UntranslatableException("a content block of type \"" + block.textOrEmpty("type") + "\"");
    }
}
