package com.example.okhttp;

import dev.breakwater.client.contract.Ask;
import dev.breakwater.client.contract.ClientUnderTest;
import dev.breakwater.client.contract.OpenAnswer;
import dev.breakwater.client.contract.Received;
import dev.breakwater.client.contract.RunningCall;
import dev.breakwater.client.contract.RunningStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** The contract's calls, made with OkHttp. */
public final class OkHttpUnderTest implements ClientUnderTest {
    private final OkHttpClient client;

    OkHttpUnderTest(Setup setup) {
        client = new OkHttpClient.Builder()
                .followRedirects(setup.followRedirects())
                .readTimeout(30, TimeUnit.SECONDS)
                .build();
    }

    @Override
    public Set<Ability> abilities() {
        return EnumSet.of(
                Ability.REDIRECTS,
                Ability.BLOCKING,
                Ability.ASYNC,
                Ability.TIMEOUT_COVERS_BODY,
                Ability.TRANSPARENT_GZIP);
    }

    @Override
    public Received send(Ask ask) throws IOException {
        try {
            return read(call(ask).execute());
        } catch (ReadFailure e) {
            throw (IOException) e.getCause();
        }
    }

    @Override
    public OpenAnswer open(Ask ask) throws IOException {
        return answer(call(ask).execute());
    }

    @Override
    public RunningCall start(Ask ask) {
        Started<Received> started = new Started<>(call(ask), OkHttpUnderTest::read);
        return new RunningCall() {
            @Override
            public Received get(Duration timeout) throws Exception {
                return started.get(timeout);
            }

            @Override
            public void cancel() {
                started.call.cancel();
            }
        };
    }

    @Override
    public RunningStream startStream(Ask ask) {
        Started<OpenAnswer> started = new Started<>(call(ask), OkHttpUnderTest::answer);
        return new RunningStream() {
            @Override
            public OpenAnswer get(Duration timeout) throws Exception {
                return started.get(timeout);
            }

            @Override
            public void cancel() {
                started.call.cancel();
            }
        };
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    private Call call(Ask ask) {
        Request.Builder request = new Request.Builder().url(ask.url()).method(ask.method(), Bodies.of(ask));
        for (Map.Entry<String, String> header : ask.headers().entrySet()) {
            request.header(header.getKey(), header.getValue());
        }
        Call call = client.newCall(request.build());
        Duration timeout = ask.timeout();
        if (timeout != null) {
            call.timeout().timeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
        }
        return call;
    }

    private static Received read(Response response) {
        try (Response closed = response) {
            byte[] body = closed.body().bytes();
            return new Received(
                    closed.code(),
                    closed.headers().toMultimap(),
                    body,
                    closed.request().url().toString(),
                    closed.request().headers().toMultimap());
        } catch (IOException e) {
            throw new ReadFailure(e);
        }
    }

    private static OpenAnswer answer(Response response) {
        return new OpenAnswer() {
            @Override
            public int status() {
                return response.code();
            }

            @Override
            public InputStream body() {
                return response.body().byteStream();
            }

            @Override
            public void close() {
                response.close();
            }
        };
    }

    /** What breaks an answer off while it is read. */
    private static final class ReadFailure extends RuntimeException {
        ReadFailure(IOException cause) {
            super(cause);
        }
    }

    private static final class Started<T> implements Callback {
        private final Call call;
        private final Function<Response, T> reader;
        private final CompletableFuture<T> result = new CompletableFuture<>();

        Started(Call call, Function<Response, T> reader) {
            this.call = call;
            this.reader = reader;
            call.enqueue(this);
        }

        T get(Duration timeout) throws Exception {
            try {
                return result.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                throw (Exception) e.getCause();
            }
        }

        @Override
        public void onResponse(Call answered, Response response) {
            try {
                result.complete(reader.apply(response));
            } catch (ReadFailure e) {
                result.completeExceptionally(e.getCause());
            }
        }

        @Override
        public void onFailure(Call failed, IOException error) {
            result.completeExceptionally(error);
        }
    }
}
