package dev.breakwater.dialect.translation;

import dev.breakwater.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What OpenAI's messages hold: a text, or parts. */
final class OpenAiContent {
    private OpenAiContent() {}

    /** The text of a content that may be nothing else. */
    static String text(@Nullable Object content) throws UntranslatableException {
        if (content == null || content instanceof String) {
            return content == null ? "" : (String) content;
        }
        StringBuilder text = new StringBuilder();
        for (JsonObject part : JsonObject.objects(content)) {
            if (!part.textOrEmpty("type").equals("text")) {
                throw unknown(part);
            }
            text.append(text.isEmpty() ? "" : "\n").append(part.textOrEmpty("text"));
        }
        return text.toString();
    }

    /** Adds a content's parts as Anthropic's blocks; empty texts are no blocks there. */
    static void toBlocks(@Nullable Object content, List<Object> blocks) throws UntranslatableException {
        if (content instanceof String text) {
            addText(text, blocks);
        }
        for (JsonObject part : JsonObject.objects(content)) {
            switch (part.textOrEmpty("type")) {
                case "text" -> addText(part.textOrEmpty("text"), blocks);
                case "refusal" -> addText(part.textOrEmpty("refusal"), blocks);
                case "image_url" -> blocks.add(image(part.object("image_url")));
                case "file" -> blocks.add(document(part.object("file")));
                default -> throw unknown(part);
            }
        }
    }

    static JsonObject textBlock(String text) {
        return new JsonObject().put("type", "text").put("text", text);
    }

    private static void addText(String text, List<Object> blocks) {
        if (!text.isEmpty()) {
            blocks.add(textBlock(text));
        }
    }

    private static JsonObject image(@Nullable JsonObject image) throws UntranslatableException {
        String url = image == null ? "" : image.textOrEmpty("url");
        DataUrl data = DataUrl.parse(url);
        if (data != null) {
            return new JsonObject().put("type", "image").put("source", base64(data));
        }
        if (!url.startsWith("https://")) {
            throw new UntranslatableException("an image whose URL is neither https nor data");
        }
        return new JsonObject()
                .put("type", "image")
                .put("source", new JsonObject().put("type", "url").put("url", url));
    }

    private static JsonObject document(@Nullable JsonObject file) throws UntranslatableException {
        DataUrl data = file == null ? null : DataUrl.parse(file.textOrEmpty("file_data"));
        if (data == null || !data.mediaType().equals("application/pdf")) {
            throw new UntranslatableException("a file that is no PDF in the request itself");
        }
        return new JsonObject()
                .put("type", "document")
                .put("source", base64(data))
                .putIfGiven("title", file == null ? null : file.text("filename"));
    }

    private static JsonObject base64(DataUrl data) {
        return new JsonObject()
                .put("type", "base64")
                .put("media_type", data.mediaType())
                .put("data", data.base64());
    }

    private static UntranslatableException unknown(JsonObject part) {
        return new UntranslatableException("a content part of type \"" + part.textOrEmpty("type") + "\"");
    }
}
