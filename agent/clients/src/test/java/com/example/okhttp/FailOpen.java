package com.example.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.client.scenario.Scenario;
import dev.breakwater.client.scenario.World;
import dev.breakwater.dialect.AnswerReader;
import dev.breakwater.dialect.Dialect;
import dev.breakwater.testing.Fault;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Errors of the agent's own: before a send the call goes out plainly, after it what happened is told, never twice sent. */
public final class FailOpen {
    private final OkHttpClient client = new OkHttpClient();

    @Scenario
    public void an_error_before_the_send_makes_a_plain_call(World world) throws Exception {
        world.governed(draft -> {}, failingAt("facts"));

        assertThat(body(Requests.chat(world), 200)).contains("a m-1");
        assertThat(world.a.hitCount()).isEqualTo(1);
    }

    @Scenario
    public void an_error_while_an_answer_is_judged_delivers_that_answer(World world) throws Exception {
        world.governed(draft -> {}, failingAt("classify"));
        world.a.byDefault(Fault.error500());

        assertThat(body(Requests.chat(world), 500)).contains("error");
        assertThat(world.a.hitCount()).isEqualTo(1);
        assertThat(world.b.hitCount()).isZero();
    }

    @Scenario
    public void an_error_while_an_answer_is_read_delivers_that_answer(World world) throws Exception {
        world.governed(draft -> {}, failingAt("reader"));

        assertThat(body(Requests.chat(world), 200)).contains("a m-1");
        assertThat(body(Requests.streamedChat(world), 200)).contains("[DONE]");
        assertThat(world.a.hitCount()).isEqualTo(2);
    }

    @Scenario
    public void an_error_in_the_middle_of_a_stream_leaves_the_stream_alone(World world) throws Exception {
        world.governed(
                draft -> {},
                dialect -> proxy(Dialect.class, (self, method, arguments) -> {
                    Object answer = call(dialect, method, arguments);
                    return answer instanceof AnswerReader reader ? blindAfter(reader, 3) : answer;
                }));
        world.a.tokenEvery(java.time.Duration.ofMillis(10));

        assertThat(body(Requests.streamedChat(world), 200)).contains("[DONE]");
        assertThat(world.a.hitCount()).isEqualTo(1);
    }

    @Scenario
    public void without_an_answer_it_is_okhttps_exception_that_is_thrown(World world) throws Exception {
        world.governed(draft -> {}, failingAt("name"));
        world.a.refuseConnections();
        world.b.refuseConnections();

        assertThatThrownBy(() -> client.newCall(Requests.chat(world)).execute()).isInstanceOf(IOException.class);
    }

    private String body(Request request, int status) throws IOException {
        try (Response response = client.newCall(request).execute()) {
            assertThat(response.code()).isEqualTo(status);
            return response.body().string();
        }
    }

    private static UnaryOperator<Dialect> failingAt(String name) {
        return dialect -> proxy(Dialect.class, (self, method, arguments) -> {
            if (method.getName().equals(name)) {
                throw new IllegalStateException("a bug of the agent's");
            }
            return call(dialect, method, arguments);
        });
    }

    private static AnswerReader blindAfter(AnswerReader reader, int reads) {
        int[] left = {reads};
        return proxy(AnswerReader.class, (self, method, arguments) -> {
            if (method.getName().equals("read") && left[0]-- == 0) {
                throw new NoSuchMethodError("an exotic version");
            }
            return call(reader, method, arguments);
        });
    }

    private static Object call(Object target, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
