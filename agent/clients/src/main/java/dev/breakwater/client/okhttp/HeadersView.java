package dev.breakwater.client.okhttp;

import dev.breakwater.message.Headers;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** OkHttp's headers, seen by the engine. */
record HeadersView(okhttp3.Headers headers) implements Headers {
    /** By hand: OkHttp's own look-up gives the last of several. */
    @Override
    public @Nullable String first(String name) {
        for (int i = 0; i < headers.size(); i++) {
            String own = headers.name(i);
            if (own.length() == name.length() && same(own, name)) {
                return headers.value(i);
            }
        }
        return null;
    }

    /** Names are ASCII: the general comparison asks Unicode about every letter in another case. */
    private static boolean same(String own, String name) {
        for (int i = 0; i < name.length(); i++) {
            char a = own.charAt(i);
            char b = name.charAt(i);
            if (a != b && (((a ^ b) != ' ') || !letter((char) (a | ' ')))) {
                return false;
            }
        }
        return true;
    }

    private static boolean letter(char lower) {
        return lower >= 'a' && lower <= 'z';
    }

    @Override
    public void forEach(BiConsumer<String, String> action) {
        for (int i = 0; i < headers.size(); i++) {
            action.accept(headers.name(i), headers.value(i));
        }
    }
}
