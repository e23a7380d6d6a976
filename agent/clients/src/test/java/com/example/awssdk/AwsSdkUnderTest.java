package com.example.awssdk;

import dev.breakwater.client.contract.Ask;
import dev.breakwater.client.contract.ClientUnderTest;
import dev.breakwater.client.contract.OpenAnswer;
import dev.breakwater.client.contract.Received;
import dev.breakwater.client.contract.RunningCall;
import dev.breakwater.client.contract.RunningStream;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.http.nio.netty.internal.ResponseHandler;

/** The contract's calls, made with the client as the SDK makes them. */
final class AwsSdkUnderTest implements ClientUnderTest {
    /** One thread for everything: whatever blocks it does not go unnoticed. */
    private final NioEventLoopGroup loop = new NioEventLoopGroup(1);

    private final Map<Duration, SdkAsyncHttpClient> clients = new ConcurrentHashMap<>();

    private SdkAsyncHttpClient client(Ask ask) {
        Duration timeout = ask.timeout() == null ? Duration.ofMinutes(10) : ask.timeout();
        return clients.computeIfAbsent(
                timeout,
                any -> NettyNioAsyncHttpClient.builder()
                        .eventLoopGroup(SdkEventLoopGroup.create(loop))
                        .maxConcurrency(200)
                        .readTimeout(timeout)
                        .build());
    }

    @Override
    public Set<Ability> abilities() {
        Set<Ability> abilities = EnumSet.of(Ability.ASYNC, Ability.CLOSE_FROM_ANYWHERE);
        if (Arrays.stream(ResponseHandler.class.getDeclaredMethods())
                .anyMatch(method -> method.getName().equals("shouldKeepAlive"))) {
            abilities.add(Ability.CLOSES_AFTER_SERVER_ERRORS);
        }
        return abilities;
    }

    @Override
    public Received send(Ask ask) {
        throw new UnsupportedOperationException();
    }

    @Override
    public OpenAnswer open(Ask ask) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RunningCall start(Ask ask) {
        Exchange exchange = new Exchange(ask, loop);
        CompletableFuture<Void> future = exchange.on(client(ask));
        CompletableFuture<Received> answer = new CompletableFuture<>();
        exchange.body().thenAcceptAsync(body -> answer.completeAsync(() -> read(exchange, body)));
        exchange.failure().thenAccept(answer::completeExceptionally);
        return new RunningCall() {
            @Override
            public Received get(Duration timeout) throws Exception {
                return await(answer, timeout);
            }

            @Override
            public void cancel() {
                future.completeExceptionally(new IOException("taken back"));
            }
        };
    }

    private static Received read(Exchange exchange, InputStream body) {
        try {
            byte[] bytes = body.readAllBytes();
            return new Received(
                    exchange.head().statusCode(),
                    exchange.head().headers(),
                    bytes,
                    exchange.request().getUri().toString(),
                    exchange.request().headers());
        } catch (IOException e) {
            throw new java.util.concurrent.CompletionException(e);
        }
    }

    @Override
    public RunningStream startStream(Ask ask) {
        Exchange exchange = new Exchange(ask, loop);
        CompletableFuture<Void> future = exchange.on(client(ask));
        CompletableFuture<OpenAnswer> answer =
                exchange.body().thenApply(body -> new Answer(exchange.head().statusCode(), body));
        CompletableFuture<OpenAnswer> either = new CompletableFuture<>();
        answer.thenAccept(either::complete);
        exchange.failure().thenAccept(either::completeExceptionally);
        return new RunningStream() {
            @Override
            public OpenAnswer get(Duration timeout) throws Exception {
                return await(either, timeout);
            }

            @Override
            public void cancel() {
                future.completeExceptionally(new IOException("taken back"));
            }
        };
    }

    private record Answer(int status, InputStream body) implements OpenAnswer {
        @Override
        public void close() throws IOException {
            body.close();
        }
    }

    private static <T> T await(CompletableFuture<T> answer, Duration timeout) throws Exception {
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw cause instanceof Exception failure ? failure : new IOException(cause);
        }
    }

    static Content content(Ask ask) {
        long length = ask.content().length;
        return switch (ask.kind()) {
            case NONE -> new Content(new byte[0], Optional.of(0L), false);
            case BYTES, STRING -> new Content(ask.content(), Optional.of(length), false);
            case ONE_SHOT -> new Content(ask.content(), Optional.of(length), true);
            case ONE_SHOT_CHUNKED -> new Content(ask.content(), Optional.empty(), true);
        };
    }

    @Override
    public void close() {
        clients.values().forEach(SdkAsyncHttpClient::close);
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(10, TimeUnit.SECONDS);
    }
}
