package dev.breakwater.client;

import java.util.Map;

/** An application's loader: defines the example client anew, some of its class files replaced or missing. */
public final class FreshLoader extends ClassLoader {
    private final Map<String, byte[]> replaced;

    /** An empty class file stands for a class that is not there. */
    public FreshLoader(String name, Map<String, byte[]> replaced) {
        super(name, FreshLoader.class.getClassLoader());
        this.replaced = replaced;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null && (name.startsWith("com.example.") || replaced.containsKey(name))) {
                byte[] bytes = replaced.getOrDefault(name, BridgeClassLoader.classFile(getParent(), name));
                if (bytes.length == 0) {
                    throw new ClassNotFoundException(name);
                }
                return defineClass(name, bytes, 0, bytes.length);
            }
            return loaded == null ? super.loadClass(name, resolve) : loaded;
        }
    }

    /** The class file as it was compiled. */
    public static byte[] classFile(Class<?> type) throws ClassNotFoundException {
        return BridgeClassLoader.classFile(FreshLoader.class.getClassLoader(), type.getName());
    }
}
