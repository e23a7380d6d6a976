package dev.breakwater.weaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.example.client.TrialClient;
import dev.breakwater.call.CallEngine;
import dev.breakwater.call.CallListener;
import dev.breakwater.client.AdapterContext;
import dev.breakwater.client.ClientDescription;
import dev.breakwater.client.FreshLoader;
import dev.breakwater.client.GateLinker;
import dev.breakwater.client.HookPoint;
import dev.breakwater.client.NotReadyException;
import dev.breakwater.client.contract.PolicyOfTest;
import dev.breakwater.dialect.Dialects;
import dev.breakwater.time.Ticker;
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
    private static final String OURS = "llm.example.com";
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

        Object client = client(hooked);
        assertThat(gate.apply(client, "theirs")).isNull();
        assertThat(function(gate.apply(client, OURS)).apply(new Object[] {client, OURS, "handler"}))
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
        Class<?> hooked = hookedWithout("send");
        BiFunction<Object, Object, Object> gate = linker.link(TRIAL, POINT, hooked);

        assertThat(gate.apply(client(hooked), OURS)).isNull();
        assertThat(gate.apply(client(hooked), OURS)).isNull();
        assertThat(linker.link(TRIAL, POINT, hooked).apply(client(hooked), OURS))
                .isNull();

        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("Trial", "left untouched", "com.example.client.TrialClient.send(Ljava/lang/String;");
    }

    @Test
    void a_client_that_meets_no_upstream_is_not_looked_at() throws Exception {
        Class<?> hooked = hookedWithout("send");

        assertThat(linker.link(TRIAL, POINT, hooked).apply(client(hooked), "theirs"))
                .isNull();

        assertThat(warnings).isEmpty();
    }

    @Test
    void a_call_made_while_its_own_thread_looks_at_the_client_is_let_pass() throws Exception {
        Class<?> hooked = hookedWithout("send");
        AtomicReference<Runnable> meanwhile = new AtomicReference<>();
        GateLinker linker = new GateLinker(
                getClass().getClassLoader(),
                ReferenceReader::read,
                Context::new,
                warning -> meanwhile.get().run());
        BiFunction<Object, Object, Object> gate = linker.link(TRIAL, POINT, hooked);
        AtomicReference<Throwable> seen = new AtomicReference<>();
        Object client = client(hooked);
        meanwhile.set(() -> seen.set(catchThrowable(() -> gate.apply(client, OURS))));

        assertThat(gate.apply(client, OURS)).isNull();

        assertThat(seen.get()).isInstanceOf(NotReadyException.class);
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

    private static Class<?> hookedWithout(String method) throws Exception {
        byte[] other = withoutMethod(FreshLoader.classFile(TrialClient.class), method);
        return hooked("shop", Map.of(TrialClient.class.getName(), other));
    }

    private static Object client(Class<?> hooked) throws ReflectiveOperationException {
        return hooked.getConstructor().newInstance();
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

    private static CallEngine engine() {
        CallEngine engine = new CallEngine(Ticker.system(), () -> 0L, CallListener.NONE, Dialects::named);
        engine.apply(PolicyOfTest.of("http://" + OURS + "/v1").build());
        return engine;
    }

    private record Context(CallEngine engine, ClassLoader applicationLoader) implements AdapterContext {
        Context(ClassLoader applicationLoader) {
            this(GateLinkerTest.engine(), applicationLoader);
        }
    }
}
