package dev.breakwater.client.jdk;

import dev.breakwater.call.CallEngine;
import dev.breakwater.client.contract.Ask;
import dev.breakwater.client.contract.ClientUnderTest;
import dev.breakwater.client.contract.OpenAnswer;
import dev.breakwater.client.contract.Received;
import dev.breakwater.client.contract.RunningCall;
import dev.breakwater.client.contract.RunningStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** The JDK's client as an application uses it. */
final class JdkClientUnderTest implements ClientUnderTest {
    private final HookedHttpClient client;

    JdkClientUnderTest(CallEngine engine, Setup setup) {
        HttpClient facade = HttpClient.newBuilder()
                .followRedirects(setup.followRedirects() ? HttpClient.Redirect.NORMAL : HttpClient.Redirect.NEVER)
                .build();
        client = new HookedHttpClient(facade, engine);
    }

    @Override
    public Set<Ability> abilities() {
        Set<Ability> abilities = EnumSet.of(
                Ability.REDIRECTS,
                Ability.BLOCKING,
                Ability.ASYNC,
                Ability.INTERRUPTIBLE_IO,
                Ability.CLOSE_FROM_ANYWHERE);
        if (Runtime.version().feature() >= 26) {
            abilities.add(Ability.TIMEOUT_COVERS_BODY);
        }
        return abilities;
    }

    @Override
    public Received send(Ask ask) throws Exception {
        return received(client.send(request(ask), BodyHandlers.ofByteArray()));
    }

    @Override
    public OpenAnswer open(Ask ask) throws Exception {
        return answer(client.send(request(ask), BodyHandlers.ofInputStream()));
    }

    @Override
    public RunningCall start(Ask ask) {
        CompletableFuture<HttpResponse<byte[]>> future = client.sendAsync(request(ask), BodyHandlers.ofByteArray());
        return new RunningCall() {
            @Override
            public Received get(Duration timeout) throws Exception {
                return received(await(future, timeout));
            }

            @Override
            public void cancel() {
                future.cancel(true);
            }
        };
    }

    @Override
    public RunningStream startStream(Ask ask) {
        CompletableFuture<HttpResponse<InputStream>> future =
                client.sendAsync(request(ask), BodyHandlers.ofInputStream());
        return new RunningStream() {
            @Override
            public OpenAnswer get(Duration timeout) throws Exception {
                return answer(await(future, timeout));
            }

            @Override
            public void cancel() {
                future.cancel(true);
            }
        };
    }

    private static <T> T await(CompletableFuture<T> future, Duration timeout) throws Exception {
        try {
            return future.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    private static Received received(HttpResponse<byte[]> response) {
        return new Received(
                response.statusCode(),
                response.headers().map(),
                response.body(),
                response.request().uri().toString(),
                response.request().headers().map());
    }

    private static OpenAnswer answer(HttpResponse<InputStream> response) {
        return new OpenAnswer() {
            @Override
            public int status() {
                return response.statusCode();
            }

            @Override
            public InputStream body() {
                return response.body();
            }

            @Override
            public void close() throws IOException {
                response.body().close();
            }
        };
    }

    private static HttpRequest request(Ask ask) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(ask.url())).method(ask.method(), publisher(ask));
        ask.headers().forEach(builder::header);
        if (ask.timeout() != null) {
            builder.timeout(ask.timeout());
        }
        return builder.build();
    }

    private static BodyPublisher publisher(Ask ask) {
        return switch (ask.kind()) {
            case NONE -> BodyPublishers.noBody();
            case BYTES -> BodyPublishers.ofByteArray(ask.content());
            case STRING -> BodyPublishers.ofString(new String(ask.content(), StandardCharsets.UTF_8));
            case ONE_SHOT -> BodyPublishers.fromPublisher(oneShot(ask), ask.content().length);
            case ONE_SHOT_CHUNKED -> oneShot(ask);
        };
    }

    private static BodyPublisher oneShot(Ask ask) {
        InputStream once = new ByteArrayInputStream(ask.content());
        CompletableFuture<InputStream> unused = CompletableFuture.completedFuture(once);
        return BodyPublishers.ofInputStream(() -> {
            InputStream taken = unused.getNow(null);
            unused.obtrudeException(new IllegalStateException("a one-shot body was read twice"));
            return taken;
        });
    }

    @Override
    public void close() {
        // The client's threads end when nobody holds it any more.
    }
}
