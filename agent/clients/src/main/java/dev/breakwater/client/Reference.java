package dev.breakwater.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something outside an adapter that its class files name.
 *
 * @param owner the class, with dots
 * @param member the method or field; null: the class itself
 * @param descriptor the member's type as in class files, empty for a class
 */
public record Reference(String owner, @Nullable String member, String descriptor) {
    /** One to a line. */
    public static byte[] toLines(Collection<Reference> references) {
        StringBuilder lines = new StringBuilder();
        for (Reference reference : references) {
            lines.append(reference.owner);
            if (reference.member != null) {
                lines.append(' ').append(reference.member).append(' ').append(reference.descriptor);
            }
            lines.append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** What {@link #toLines} wrote. */
    static List<Reference> fromLines(byte[] bytes) {
        String lines = new String(bytes, StandardCharsets.UTF_8);
        List<Reference> references = new ArrayList<>();
        for (int start = 0; start < lines.length(); ) {
            int end = lines.indexOf('\n', start);
            int member = lines.indexOf(' ', start);
            if (member < 0 || member > end) {
                references.add(new Reference(lines.substring(start, end), null, ""));
            } else {
                int descriptor = lines.indexOf(' ', member + 1);
                references.add(new Reference(
                        lines.substring(start, member),
                        lines.substring(member + 1, descriptor),
                        lines.substring(descriptor + 1, end)));
            }
            start = end + 1;
        }
        return references;
    }

    // Written out, here and in hashCode: what the compiler gives a record is put together by the JVM at its first use,
    // for milliseconds.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Reference that
                && owner.equals(that.owner)
                && Objects.equals(member, that.member)
                && descriptor.equals(that.descriptor);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * owner.hashCode() + Objects.hashCode(member)) + descriptor.hashCode();
    }

    @Override
    public String toString() {
        return member == null ? owner : owner + "." + member + descriptor;
    }
}
