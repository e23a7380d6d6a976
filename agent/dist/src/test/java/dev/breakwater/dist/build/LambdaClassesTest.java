package dev.breakwater.dist.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LambdaClassesTest {
    private static final String[] NEST = {"Lambdas", "Lambdas$Inner", "Lambdas$Asking"};

    @Test
    void they_do_what_the_lambdas_did() throws Exception {
        assertThat(run(new Loader(LambdaClasses.of(original())))).isEqualTo(new Lambdas().get());
    }

    @Test
    void the_jvm_has_none_left_to_make() throws IOException {
        Map<String, byte[]> rewritten = LambdaClasses.of(original());

        assertThat(rewritten).hasSizeGreaterThan(NEST.length + 20);
        assertThat(rewritten.values())
                .noneMatch(
                        classFile -> new String(classFile, StandardCharsets.ISO_8859_1).contains("LambdaMetafactory"));
    }

    private static Object run(ClassLoader loader) throws ReflectiveOperationException {
        Class<?> lambdas = loader.loadClass(Lambdas.class.getName());
        assertThat(lambdas).isNotSameAs(Lambdas.class);
        return ((Supplier<?>) lambdas.getConstructor().newInstance()).get();
    }

    private static Map<String, byte[]> original() throws IOException {
        Map<String, byte[]> nest = new TreeMap<>();
        for (String name : NEST) {
            try (InputStream classFile = Lambdas.class.getResourceAsStream(name + ".class")) {
                nest.put("dev/breakwater/dist/build/" + name, classFile.readAllBytes());
            }
        }
        return nest;
    }

    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> classFiles;

        Loader(Map<String, byte[]> classFiles) {
            this.classFiles = classFiles;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            byte[] own = classFiles.get(name.replace('.', '/'));
            if (own == null) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : defineClass(name, own, 0, own.length);
        }
    }
}
