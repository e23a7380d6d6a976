package dev.breakwater.wall;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate for 127.0.0.1 that the JDK's keytool makes for one run: the server's own, and what the applications trust. */
final class KeyStoreFile {
    private static final String PASSWORD = "fault-wall";

    private final Path file;

    private KeyStoreFile(Path file) {
        this.file = file;
    }

    static KeyStoreFile create(Path jdk, Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Path file = directory.resolve("certificate.p12");
        Files.deleteIfExists(file);
        Process keytool = new ProcessBuilder(List.of(
                        jdk.resolve("bin/keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        "wall",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=fault wall",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString()))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool failed: see " + directory.resolve("keytool.log"));
        }
        return new KeyStoreFile(file);
    }

    SSLContext serverContext() {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("a key store that was just made", e);
        }
    }

    /** What makes a JVM trust the certificate. */
    List<String> jvmArguments() {
        return List.of(
                "-Djavax.net.ssl.trustStore=" + file.toAbsolutePath(),
                "-Djavax.net.ssl.trustStorePassword=" + PASSWORD,
                "-Djavax.net.ssl.trustStoreType=PKCS12");
    }
}
