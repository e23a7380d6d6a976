package dev.breakwater.bootstrap;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Collections;
import java.util.Enumeration;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The agent's own world. Its classes lie in an archive inside the jar, where no other loader finds them; its parent is
 * the platform loader, so it finds nothing of the application's. Own classes come first; this package is shared with
 * the loader that started the agent. Safe for concurrent use.
 */
public final class AgentClassLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    final Archive archive;

    private AgentClassLoader(Archive archive) {
        super("breakwater", getPlatformClassLoader());
        this.archive = archive;
    }

    /** Opens the jar that this class came from. The JVM has it open already and shares what it read of it. */
    static AgentClassLoader open() throws IOException, URISyntaxException {
        URL jar = AgentClassLoader.class.getProtectionDomain().getCodeSource().getLocation();
        return new AgentClassLoader(new Archive(new ZipFile(new File(jar.toURI()))));
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            // The attach API lives with the application loader; the command line needs it.
            if (name.startsWith("dev.breakwater.bootstrap.") || name.startsWith("com.sun.tools.attach.")) {
                return ClassLoader.getSystemClassLoader().loadClass(name);
            }
            byte[] own = name.startsWith("java.") ? null : archive.read(name.replace('.', '/') + ".class");
            return own == null
                    ? super.loadClass(name, resolve)
                    : defineClass(name, own, 0, own.length, AgentClassLoader.class.getProtectionDomain());
        }
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        byte[] own = archive.read(name);
        return own == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(own);
    }

    /** Own resources only: what the JVM's boot path offers as a service is not meant for this loader. */
    @Override
    public Enumeration<URL> getResources(String name) {
        URL own = findResource(name);
        return own == null ? Collections.<URL>emptyEnumeration() : Collections.enumeration(Collections.singleton(own));
    }

    @Override
    protected @Nullable URL findResource(String name) {
        byte[] own = archive.read(name);
        return own == null ? null : OwnResource.url(name, own);
    }

    /** Lets ServiceLoader read by URL without the JDK's jar connections, which cache and lock the file. */
    private static final class OwnResource extends URLStreamHandler {
        private final byte[] bytes;

        private OwnResource(byte[] bytes) {
            this.bytes = bytes;
        }

        static URL url(String name, byte[] bytes) {
            try {
                return new URL(null, "breakwater:/" + name, new OwnResource(bytes));
            } catch (MalformedURLException impossible) {
                throw new IllegalArgumentException(impossible);
            }
        }

        @Override
        protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
                @Override
                public void connect() {}

                @Override
                public InputStream getInputStream() {
                    return new ByteArrayInputStream(bytes);
                }
            };
        }
    }
}
