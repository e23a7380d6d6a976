package dev.breakwater.weaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.client.TrialChain;
import com.example.client.TrialClient;
import dev.breakwater.bootstrap.Door;
import dev.breakwater.client.Clients;
import dev.breakwater.client.FreshLoader;
import dev.breakwater.client.HookPoint;
import dev.breakwater.client.RewrittenField;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassEditorTest {
    private static final String SEND = "(Ljava/lang/String;Ljava/lang/Object;)Ljava/lang/String;";
    private static final HookPoint ENTRY = new Numbered(90).entry(TrialClient.class, "send", SEND);
    private static final HookPoint EITHER_ENTRY = new Numbered(88).eitherEntry(TrialClient.class, "send", SEND);
    private static final HookPoint VOID_ENTRY =
            new Numbered(89).entry(TrialClient.class, "warm", "(Ljava/util/List;)V");
    private static final HookPoint EXIT =
            new Numbered(91).exit(TrialChain.class, new RewrittenField("interceptors", "Ljava/util/List;", "index"));

    @Test
    void an_entry_hook_runs_the_original_when_the_gate_answers_nothing() throws Exception {
        open(ENTRY.id(), (self, argument) -> null);

        assertThat(send("/a")).isEqualTo("original a");
    }

    @Test
    void an_entry_hook_calls_the_gates_function_with_all_arguments() throws Exception {
        Function<Object[], Object> answer = all -> all.length + " " + all[1] + " " + all[2];
        open(ENTRY.id(), (self, argument) -> answer);

        assertThat(send("/a")).isEqualTo("3 /a handler");
    }

    @Test
    void an_entry_hook_runs_the_original_when_the_function_answers_nothing() throws Exception {
        Function<Object[], Object> answer = all -> null;
        open(ENTRY.id(), (self, argument) -> answer);

        assertThat(send("/a")).isEqualTo("original a");
    }

    @Test
    void an_entry_hook_may_ask_about_the_second_argument_where_the_first_is_null() throws Exception {
        List<Object> asked = new ArrayList<>();
        Function<Object[], Object> answer = all -> all[1] + " " + all[2];
        open(EITHER_ENTRY.id(), (self, argument) -> asked.add(argument) && asked.size() < 3 ? answer : null);

        assertThat(send(EITHER_ENTRY, "/a")).isEqualTo("/a handler");
        assertThat(send(EITHER_ENTRY, null)).isEqualTo("null handler");
        assertThat(send(EITHER_ENTRY, "/b")).isEqualTo("original b");
        assertThat(asked).containsExactly("/a", "handler", "/b");
    }

    @Test
    void what_the_function_throws_reaches_the_caller_as_it_is() {
        IOException failure = new IOException("from the adapter");
        Function<Object[], Object> answer = all -> sneaky(failure);
        open(ENTRY.id(), (self, argument) -> answer);

        assertThatThrownBy(() -> send("/a")).isSameAs(failure);
    }

    @Test
    void an_entry_hook_stands_in_for_a_method_without_a_result_or_runs_it() throws Exception {
        List<String> said = new ArrayList<>();
        Object client =
                Woven.load(TrialClient.class, VOID_ENTRY).getConstructor().newInstance();
        Method warm = client.getClass().getMethod("warm", List.class);
        Function<Object[], Object> done = all -> said.add("gate");
        open(VOID_ENTRY.id(), (self, argument) -> said.isEmpty() ? done : null);

        warm.invoke(client, said);
        warm.invoke(client, said);

        assertThat(said).containsExactly("gate", "original");
    }

    @Test
    void a_constructor_hook_rewrites_the_field_at_every_return() throws Exception {
        open(EXIT.id(), (self, value) -> List.of("ours", value.toString()));
        Class<?> chain = Woven.load(TrialChain.class, EXIT);

        assertThat(interceptors(chain.getConstructor(List.class, int.class).newInstance(List.of("a"), 0)))
                .containsExactly("ours", "[a]");
        assertThat(interceptors(chain.getConstructor(List.class, int.class).newInstance(List.of("a"), 11)))
                .as("guarded by its index")
                .containsExactly("a");
        assertThat(interceptors(chain.getConstructor(List.class).newInstance(List.of("a"))))
                .as("the delegating constructor asks once more")
                .containsExactly("ours", "[ours, [a]]");
    }

    @Test
    void a_woven_class_is_not_woven_again() throws Exception {
        byte[] once = ClassEditor.weave(FreshLoader.classFile(TrialClient.class), List.of(ENTRY));

        assertThat(once).isNotNull();
        assertThat(ClassEditor.weave(once, List.of(ENTRY))).isNull();
    }

    @Test
    void nothing_is_added_to_the_class_and_other_methods_stay_as_they_are() throws Exception {
        Class<?> woven = Woven.load(TrialChain.class, EXIT);

        assertThat(woven.getDeclaredFields()).hasSameSizeAs(TrialChain.class.getDeclaredFields());
        assertThat(woven.getDeclaredMethods()).hasSameSizeAs(TrialChain.class.getDeclaredMethods());
        assertThat(woven.getInterfaces()).isEmpty();
    }

    @Test
    void a_version_without_the_method_or_the_field_is_refused() throws Exception {
        byte[] chain = FreshLoader.classFile(TrialChain.class);
        HookPoint otherMethod = new Numbered(92).entry(TrialChain.class, "gone", SEND);
        HookPoint otherField =
                new Numbered(93).exit(TrialChain.class, new RewrittenField("gone", "Ljava/util/List;", null));
        HookPoint otherType =
                new Numbered(94).exit(TrialChain.class, new RewrittenField("interceptors", "Ljava/util/Set;", null));

        assertThatThrownBy(() -> ClassEditor.weave(chain, List.of(otherMethod))).hasMessageContaining("no such method");
        assertThatThrownBy(() -> ClassEditor.weave(chain, List.of(otherField))).hasMessageContaining("no such field");
        assertThatThrownBy(() -> ClassEditor.weave(chain, List.of(otherType))).hasMessageContaining("no such field");
    }

    @ParameterizedTest
    @ValueSource(ints = {Opcodes.V1_6, Opcodes.V1_7, Opcodes.V1_8, Opcodes.V17})
    void woven_classes_verify_at_every_class_file_version(int version) throws Exception {
        open(EXIT.id(), (self, value) -> value);
        byte[] old = withHeader(FreshLoader.classFile(TrialChain.class), version, new String[0]);
        byte[] woven = Woven.doorInPlace(ClassEditor.weave(old, List.of(EXIT)));

        Class<?> loaded = Class.forName(
                TrialChain.class.getName(), true, new FreshLoader("old", Map.of(TrialChain.class.getName(), woven)));

        assertThat(interceptors(loaded.getConstructor(List.class).newInstance(List.of("a"))))
                .containsExactly("a");
    }

    @Test
    void the_jdks_facade_verifies_when_woven() throws Exception {
        List<HookPoint> hooks = Clients.all().get(0).hooks();
        String name = hooks.get(0).className();
        byte[] woven;
        try (InputStream facade = HttpClient.class.getModule().getResourceAsStream(name.replace('.', '/') + ".class")) {
            byte[] accessible = withHeader(facade.readAllBytes(), Opcodes.V17, new String[0]);
            woven = Woven.doorInPlace(ClassEditor.weave(accessible, hooks));
        }

        Class<?> loaded = Class.forName(name, false, new FreshLoader("facade", Map.of(name, woven)));

        // Not initialised, as its module does not let it be outside; asked for its methods, the JVM links it, and so
        // verifies it.
        assertThat(loaded.getDeclaredMethods()).isNotEmpty();
        assertThat(loaded.getClassLoader()).isInstanceOf(FreshLoader.class);
        assertThat(new String(woven, java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("enter");
    }

    private static String send(String request) throws Exception {
        return send(ENTRY, request);
    }

    private static String send(HookPoint hook, String request) throws Exception {
        Class<?> client = Woven.load(TrialClient.class, hook);
        Object instance = client.getConstructor().newInstance();
        try {
            return (String) client.getMethod("send", String.class, Object.class).invoke(instance, request, "handler");
        } catch (InvocationTargetException failure) {
            throw (Exception) failure.getCause();
        }
    }

    @SuppressWarnings("unchecked")
    private static List<String> interceptors(Object chain) throws Exception {
        return (List<String>) chain.getClass().getMethod("interceptors").invoke(chain);
    }

    private static byte[] withHeader(byte[] classFile, int version, String[] interfaces) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9, writer) {
                            @Override
                            public void visit(
                                    int v, int access, String name, String signature, String superName, String[] is) {
                                super.visit(version, access, name, signature, superName, interfaces);
                            }
                        },
                        0);
        return writer.toByteArray();
    }

    private static void open(int hook, BiFunction<Object, Object, Object> gate) {
        Door.open(
                hook,
                new ClassValue<>() {
                    @Override
                    protected BiFunction<Object, Object, Object> computeValue(Class<?> hooked) {
                        return gate;
                    }
                },
                failure -> {
                    throw new AssertionError(failure);
                });
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> Object sneaky(Throwable failure) throws T {
        throw (T) failure;
    }

    private record Numbered(int id) {
        HookPoint entry(Class<?> type, String method, String descriptor) {
            HookPoint plain = HookPoint.methodEntry(type.getName(), method, descriptor);
            return new HookPoint(id, plain.className(), method, descriptor, plain.shape(), null, false);
        }

        HookPoint eitherEntry(Class<?> type, String method, String descriptor) {
            HookPoint plain = HookPoint.methodEntryOrSecond(type.getName(), method, descriptor);
            return new HookPoint(id, plain.className(), method, descriptor, plain.shape(), null, plain.orSecond());
        }

        HookPoint exit(Class<?> type, RewrittenField field) {
            HookPoint plain = HookPoint.constructorExit(type.getName(), field);
            return new HookPoint(
                    id, plain.className(), plain.method(), plain.descriptor(), plain.shape(), field, false);
        }
    }
}
