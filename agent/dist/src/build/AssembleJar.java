import dev.breakwater.client.Clients;
import dev.breakwater.dist.build.LambdaClasses;
import dev.breakwater.weaving.ReferenceLists;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.SimpleRemapper;

/**
 * Builds the agent's jar: the bootstrap's classes, and all else in a jar inside it, where only the agent's own loader
 * finds it. Beside that jar lies its index: for each entry, sorted, the name's hash and the place of the entry, both
 * 32 bits. Maven runs this file as it is, on the class path of what goes into the jar. Two runs over the same input
 * give the same bytes.
 *
 * <p>Arguments: the jar to write, NOTICE, LICENSE, the version, the time stamp of all entries. Or, to make a jar for
 * tests: the jar to write, the jar to copy, a directory whose files replace those of the jar inside.
 */
public final class AssembleJar {
    private static final String CLASS = ".class";
    private static final String DOOR = "dev/breakwater/bootstrap/Door.class";
    private static final String JAVA_LANG_DOOR = "java/lang/BreakwaterDoor";
    private static final List<String> STORED = List.of(
            "dev/breakwater/",
            "java/lang/",
            "com/fasterxml/jackson/core/",
            "org/yaml/snakeyaml/",
            "io/github/resilience4j/",
            "io/opentelemetry/api/",
            "io/opentelemetry/context/",
            "net/bytebuddy/");
    private static final int OLDEST_JAVA = 17;

    private final Map<String, byte[]> outer = new TreeMap<>();
    private final Map<String, byte[]> inner = new TreeMap<>();
    private final String notice;

    private AssembleJar(String notice) {
        this.notice = notice;
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 3) {
            variant(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
        } else {
            release(arguments);
        }
    }

    private static void variant(Path target, Path original, Path replacements) throws IOException {
        AssembleJar assembly = new AssembleJar("");
        assembly.outer.putAll(jar(original));
        assembly.outer.remove("inst.index");
        Path innerJar = Files.createTempFile("inst", ".jar");
        Files.write(innerJar, assembly.outer.remove("inst.jar"));
        assembly.inner.putAll(jar(innerJar));
        Files.delete(innerJar);
        // They tell of the adapters that may have been replaced.
        assembly.inner.keySet().removeAll(ReferenceLists.all().keySet());
        assembly.inner.putAll(directory(replacements));
        assembly.write(target, assembly.outer.remove("META-INF/MANIFEST.MF"), Instant.EPOCH);
    }

    private static void release(String[] arguments) throws IOException {
        String notice = Files.readString(Path.of(arguments[1]));
        AssembleJar assembly = new AssembleJar(notice);
        for (String element : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            assembly.add(Path.of(element));
        }
        assembly.makeClassesOfLambdas();
        ReferenceLists.all().forEach((name, bytes) -> put(assembly.inner, name, bytes));
        put(assembly.outer, "META-INF/NOTICE", notice.getBytes(StandardCharsets.UTF_8));
        put(assembly.outer, "META-INF/LICENSE", Files.readAllBytes(Path.of(arguments[2])));
        put(assembly.outer, "awaited-classes", awaitedClasses());
        assembly.write(Path.of(arguments[0]), manifest(arguments[3]), Instant.parse(arguments[4]));
    }

    /** In what is ours: the libraries' class files stay as they were published. */
    private void makeClassesOfLambdas() {
        Map<String, byte[]> ours = new TreeMap<>();
        inner.forEach((name, bytes) -> {
            if (name.startsWith("dev/breakwater/") && name.endsWith(CLASS)) {
                ours.put(name.substring(0, name.length() - CLASS.length()), bytes);
            }
        });
        LambdaClasses.of(ours).forEach((name, bytes) -> inner.put(name + CLASS, bytes));
    }

    private static byte[] awaitedClasses() {
        TreeSet<String> names = new TreeSet<>();
        Clients.all().forEach(client -> client.hooks()
                .forEach(hook -> names.add(hook.className().replace('.', '/'))));
        Clients.heralds().forEach(name -> names.add(name.replace('.', '/')));
        return String.join("\n", names).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] manifest(String version) {
        return String.join(
                        "\r\n",
                        "Manifest-Version: 1.0",
                        "Premain-Class: dev.breakwater.bootstrap.Main",
                        "Agent-Class: dev.breakwater.bootstrap.Main",
                        "Main-Class: dev.breakwater.bootstrap.Main",
                        "Can-Retransform-Classes: true",
                        "Implementation-Title: Breakwater",
                        "Implementation-Version: " + version,
                        "",
                        "")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void add(Path element) throws IOException {
        Map<String, byte[]> files = Files.isDirectory(element) ? directory(element) : jar(element);
        boolean ours = files.keySet().stream().anyMatch(name -> name.startsWith("dev/breakwater/"));
        if (!ours) {
            addLicences(element.getFileName().toString(), files);
        }
        boolean bootstrap = files.containsKey(DOOR);
        for (Map.Entry<String, byte[]> file : overlaid(files).entrySet()) {
            if (isNeeded(file.getKey())) {
                if (file.getKey().equals(DOOR)) {
                    put(inner, JAVA_LANG_DOOR + ".class", javaLangDoor(file.getValue()));
                } else {
                    put(bootstrap ? outer : inner, file.getKey(), file.getValue());
                }
            }
        }
    }

    /** The door as the agent defines it, in the one package that every class loader finds. */
    private static byte[] javaLangDoor(byte[] door) {
        String name = DOOR.substring(0, DOOR.length() - ".class".length());
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(door)
                .accept(new ClassRemapper(writer, new SimpleRemapper(Opcodes.ASM9, name, JAVA_LANG_DOOR)), 0);
        return writer.toByteArray();
    }

    /** One version of each class: of those for newer Java releases, the newest that the oldest supported one can run. */
    private static Map<String, byte[]> overlaid(Map<String, byte[]> files) {
        Map<String, byte[]> flat = new TreeMap<>(files);
        for (int release = 9; release <= OLDEST_JAVA; release++) {
            String prefix = "META-INF/versions/" + release + "/";
            files.forEach((name, bytes) -> {
                if (name.startsWith(prefix)) {
                    flat.put(name.substring(prefix.length()), bytes);
                }
            });
        }
        return flat;
    }

    private static boolean isNeeded(String name) {
        if (name.startsWith("META-INF/")) {
            return name.startsWith("META-INF/services/") || name.startsWith("META-INF/io/opentelemetry/");
        }
        // Of Byte Buddy, its ASM alone is used.
        boolean unused = name.startsWith("net/bytebuddy/") && !name.startsWith("net/bytebuddy/jar/asm/");
        boolean build = name.startsWith("dev/breakwater/dist/build/");
        return !unused && !build && !name.endsWith("module-info.class") && name.contains("/");
    }

    private void addLicences(String jar, Map<String, byte[]> files) {
        String artifact = jar.replaceAll("-\\d.*", "");
        if (!notice.contains(artifact + " ")) {
            throw new IllegalStateException("NOTICE does not name " + artifact);
        }
        files.forEach((name, bytes) -> {
            if (name.matches("(META-INF/)?(LICENSE|NOTICE)[^/]*")) {
                put(outer, "META-INF/licenses/" + artifact + "/" + name.substring(name.lastIndexOf('/') + 1), bytes);
            }
        });
    }

    private static void put(Map<String, byte[]> entries, String name, byte[] bytes) {
        byte[] before = entries.put(name, bytes);
        if (before != null && name.startsWith("META-INF/services/")) {
            entries.put(name, joined(before, bytes));
        } else if (before != null) {
            throw new IllegalStateException("twice in the jar: " + name);
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.write('\n');
        both.writeBytes(second);
        return both.toByteArray();
    }

    private static Map<String, byte[]> directory(Path root) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path file : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator) {
                files.put(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private static Map<String, byte[]> jar(Path jar) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            List<ZipEntry> all = new ArrayList<>();
            zip.stream().filter(entry -> !entry.isDirectory()).forEach(all::add);
            for (ZipEntry entry : all) {
                files.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return files;
    }

    private void write(Path target, byte[] manifest, Instant time) throws IOException {
        LocalDateTime stamp = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        ByteArrayOutputStream innerJar = new ByteArrayOutputStream();
        ByteBuffer index = writeInner(innerJar, stamp);
        Files.createDirectories(target.getParent());
        try (OutputStream file = Files.newOutputStream(target);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            write(zip, entry("META-INF/MANIFEST.MF", stamp), manifest);
            for (Map.Entry<String, byte[]> entry : outer.entrySet()) {
                write(zip, entry(entry.getKey(), stamp), entry.getValue());
            }
            write(zip, stored("inst.index", stamp, index.array()), index.array());
            write(zip, stored("inst.jar", stamp, innerJar.toByteArray()), innerJar.toByteArray());
        }
    }

    /** Writes the jar inside, its sizes in front of each content, where the agent's loader looks for them. */
    private ByteBuffer writeInner(ByteArrayOutputStream target, LocalDateTime stamp) throws IOException {
        List<int[]> places = new ArrayList<>();
        try (ZipOutputStream zip = new ZipOutputStream(target)) {
            for (Map.Entry<String, byte[]> entry : inner.entrySet()) {
                zip.flush();
                places.add(new int[] {entry.getKey().hashCode(), target.size()});
                write(zip, inner(entry.getKey(), stamp, entry.getValue()), entry.getValue());
            }
        }
        places.sort(Comparator.<int[]>comparingInt(place -> place[0]).thenComparingInt(place -> place[1]));
        ByteBuffer index = ByteBuffer.allocate(8 * places.size());
        places.forEach(place -> index.putInt(place[0]).putInt(place[1]));
        return index;
    }

    /** What a start or a first call loads is worth its room, the rest is not. */
    private static ZipEntry inner(String name, LocalDateTime stamp, byte[] bytes) {
        if (STORED.stream().anyMatch(name::startsWith)) {
            return stored(name, stamp, bytes);
        }
        ZipEntry deflated = sized(name, stamp, bytes);
        deflated.setCompressedSize(deflatedSize(bytes));
        return deflated;
    }

    private static int deflatedSize(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(bytes);
        deflater.finish();
        byte[] target = new byte[bytes.length + 1024];
        int size = 0;
        while (!deflater.finished()) {
            size += deflater.deflate(target);
        }
        deflater.end();
        return size;
    }

    private static ZipEntry stored(String name, LocalDateTime stamp, byte[] bytes) {
        ZipEntry stored = sized(name, stamp, bytes);
        stored.setMethod(ZipEntry.STORED);
        return stored;
    }

    private static ZipEntry sized(String name, LocalDateTime stamp, byte[] bytes) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        ZipEntry sized = entry(name, stamp);
        sized.setSize(bytes.length);
        sized.setCrc(checksum.getValue());
        return sized;
    }

    private static ZipEntry entry(String name, LocalDateTime stamp) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(stamp);
        return entry;
    }

    private static void write(ZipOutputStream zip, ZipEntry entry, byte[] bytes) throws IOException {
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
