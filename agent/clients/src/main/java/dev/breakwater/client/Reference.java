package dev.breakwater.client;

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
