package dev.breakwater.weaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.client.TrialClient;
import dev.breakwater.call.CallEngine;
import dev.breakwater.client.AdapterContext;
import dev.breakwater.client.ClientDescription;
import dev.breakwater.client.FreshLoader;
import dev.breakwater.client.GateLinker;
import dev.breakwater.client.HookPoint;
import dev.breakwater.client.NotReadyException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

class GateLinkerTest {
    private static final HookPoint POINT =
            HookPoint.methodEntry(TrialClient.class.getName(), "send", "(Ljava/lang/String;)Ljava/lang/String;");
    private static final ClientDescription TRIAL =
            new ClientDescription("Trial", "dev.breakwater.client.trial.TrialAdapter", List.of(POINT));

    private final List<String> warnings = new ArrayList<>();
    private final GateLinker linker = linker(loader -> new Context(loader));

    @Test
    void an_adapter_sees_the_applications_classes_and_the_agents() throws Exception {
        Class<?> hooked = hooked("shop", Map.of());

        BiFunction<Object, Object, Object> gate = linker.link(TRIAL, POINT, hooked);

        Object client = hooked.getConstructor().newInstance();
        assertThat(gate.apply(client, "theirs")).isNull();
        assertThat(function(gate.apply(client, "ours")).apply(new Object[] {client, "ours", "handler"}))
                .isEqualTo("original other through shop");
    }

    @Test
    void a_loader_gets_one_adapter_and_another_loader_its_own() throws Exception {
        Class<?> shop = hooked("shop", Map.of());
        Class<?> bank = hooked("bank", Map.of());

        Class<?> first = linker.link(TRIAL, POINT, shop).getClass();

        assertThat(linker.link(TRIAL, POINT, shop).getClass().getClassLoader()).isSameAs(first.getClassLoader());
        assertThat(linker.link(TRIAL, POINT, bank).getClass().getClassLoader()).isNotSameAs(first.getClassLoader());
    }

    @Test
    void a_client_without_what_the_adapter_uses_is_left_alone_with_one_warning() throws Exception {
        byte[] other = withoutMethod(FreshLoader.classFile(TrialClient.class), "send");
        Class<?> hooked = hooked("shop", Map.of(TrialClient.class.getName(), other));

        assertThat(linker.link(TRIAL, POINT, hooked)).isNull();
        assertThat(linker.link(TRIAL, POINT, hooked)).isNull();

        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("Trial", "left untouched", "com.example.client.TrialClient.send(Ljava/lang/String;");
    }

    @Test
    void an_adapter_that_is_not_there_leaves_the_client_alone() throws Exception {
        ClientDescription gone = new ClientDescription("Gone", "dev.breakwater.client.gone.GoneAdapter", List.of());

        assertThat(linker.link(gone, POINT, hooked("shop", Map.of()))).isNull();

        assertThat(warnings).singleElement().asString().contains("Gone", "GoneAdapter");
    }

    @Test
    void a_call_made_while_its_own_thread_links_is_let_pass() throws Exception {
        Class<?> hooked = hooked("shop", Map.of());
        AtomicReference<GateLinker> itself = new AtomicReference<>();
        itself.set(linker(loader -> {
            assertThatThrownBy(() -> itself.get().link(TRIAL, POINT, hooked)).isInstanceOf(NotReadyException.class);
            return new Context(loader);
        }));

        assertThat(itself.get().link(TRIAL, POINT, hooked)).isNotNull();
    }

    @Test
    void a_discarded_application_is_collected_while_the_linker_lives_on() throws Exception {
        WeakReference<ClassLoader> discarded = linkAndDiscard();

        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (discarded.get() != null && System.nanoTime() < deadline) {
            System.gc();
        }

        assertThat(discarded.get()).isNull();
        assertThat(linker.link(TRIAL, POINT, hooked("next", Map.of()))).isNotNull();
    }

    private WeakReference<ClassLoader> linkAndDiscard() throws Exception {
        Class<?> hooked = hooked("discarded", Map.of());
        assertThat(linker.link(TRIAL, POINT, hooked)).isNotNull();
        return new WeakReference<>(hooked.getClassLoader());
    }

    private GateLinker linker(Function<ClassLoader, AdapterContext> contexts) {
        return new GateLinker(getClass().getClassLoader(), ReferenceReader::read, contexts, warnings::add);
    }

    @SuppressWarnings("unchecked")
    private static Function<Object[], Object> function(Object answer) {
        return (Function<Object[], Object>) answer;
    }

    private static Class<?> hooked(String name, Map<String, byte[]> replaced) throws ClassNotFoundException {
        return Class.forName(TrialClient.class.getName(), true, new FreshLoader(name, replaced));
    }

    private static byte[] withoutMethod(byte[] classFile, String removed) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9, writer) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] thrown) {
                                return name.equals(removed)
                                        ? null
                                        : super.visitMethod(access, name, descriptor, signature, thrown);
                            }
                        },
                        0);
        return writer.toByteArray();
    }

    private record Context(ClassLoader applicationLoader) implements AdapterContext {
        @Override
        public CallEngine engine() {
            throw new UnsupportedOperationException();
        }
    }
}
