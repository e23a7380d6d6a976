package dev.breakwater.policy.yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One file's content as a digest, read again only when something speaks for a change. Symbolic links are followed, so that
 * the swap of a link anywhere on the way, which is how a ConfigMap is updated, shows as another file.
 */
final class WatchedFile {
    /** What stands for the content of a file that is not there. */
    static final String ABSENT = "absent";

    /**
     * A file written twice within its time stamp's resolution looks unchanged, so that for a while after a change its
     * content is compared all the same.
     */
    private static final int POLLS_UNTIL_TRUSTED = 8;

    private final Path path;
    private @Nullable Stamp stamp;
    private String digest = ABSENT;
    private int unchangedPolls;

    WatchedFile(Path path) {
        this.path = path;
    }

    String digest() {
        Stamp now = Stamp.of(path);
        if (now == null) {
            stamp = null;
            digest = ABSENT;
            return digest;
        }
        unchangedPolls = now.sameAs(stamp) ? unchangedPolls + 1 : 0;
        stamp = now;
        if (unchangedPolls < POLLS_UNTIL_TRUSTED) {
            digest = contentDigest();
        }
        return digest;
    }

    /**
     * Length and 64 bits of FNV-1a: nobody gains by two contents that look alike. The JDK's digests cost 20 ms at their first use,
     * for the providers that are searched for them.
     */
    private String contentDigest() {
        try {
            byte[] content = Files.readAllBytes(path);
            long hash = 0xcbf29ce484222325L;
            for (byte part : content) {
                hash = (hash ^ (part & 0xff)) * 0x100000001b3L;
            }
            return content.length + ":" + Long.toHexString(hash);
        } catch (IOException e) {
            return ABSENT;
        }
    }

    /** What the file system says about a file without opening it. */
    private record Stamp(
            long size, FileTime modified, @Nullable Object fileKey) {
        /** Not the record's own equals, which the JVM would put together at its first use, for milliseconds of the start. */
        boolean sameAs(@Nullable Stamp other) {
            return other != null
                    && size == other.size
                    && modified.equals(other.modified)
                    && Objects.equals(fileKey, other.fileKey);
        }

        static @Nullable Stamp of(Path path) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
                return new Stamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
            } catch (IOException e) {
                return null;
            }
        }
    }
}
