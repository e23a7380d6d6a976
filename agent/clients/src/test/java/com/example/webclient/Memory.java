package com.example.webclient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.client.scenario.Scenario;
import dev.breakwater.client.scenario.World;
import dev.breakwater.testing.Fault;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** However a call ends, the connector gets its memory back: counted by an allocator that counts. */
public final class Memory {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Scenario
    public void every_buffer_is_given_back(World world) throws Exception {
        world.governed(draft -> draft.firstToken(Duration.ofSeconds(1)).maxAttempts = 4);
        UnpooledByteBufAllocator counting = new UnpooledByteBufAllocator(true);
        ConnectionProvider connections = ConnectionProvider.create("counted", 20);
        WebClient client = Chats.on(HttpClient.create(connections).option(ChannelOption.ALLOCATOR, counting));

        assertThat(Chats.answer(client, world.a).block(SOON)).contains("a m-1");
        world.a.answer(Fault.unavailable503(), Fault.cutStreamAfter(0), Fault.keepAlivesOnly(Duration.ofSeconds(9)));
        assertThat(stream(client, world).block(SOON)).contains(" t60");
        world.a.byDefault(Fault.truncatedAfter(20));
        world.b.byDefault(Fault.truncatedAfter(20));
        assertThat(stream(client, world).onErrorReturn("broken").block(SOON)).isEqualTo("broken");
        world.a.byDefault(Fault.none()).tokenEvery(Duration.ofMillis(20));
        world.b.byDefault(Fault.none()).tokenEvery(Duration.ofMillis(20));
        Chats.chat(client, world.a, Chats.STREAM)
                .retrieve()
                .bodyToFlux(String.class)
                .take(3)
                .blockLast(SOON);
        Chats.chat(client, world.a, Chats.STREAM)
                .exchangeToMono(response -> Mono.just(response.statusCode()))
                .block(SOON);
        stream(client, world)
                .timeout(Duration.ofMillis(400))
                .onErrorReturn("late")
                .block(SOON);

        connections.disposeLater().block(SOON);
        long end = System.nanoTime() + SOON.toNanos();
        while (used(counting) != 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(10_000_000);
        }
        assertThat(used(counting)).isZero();
    }

    private static Mono<String> stream(WebClient client, World world) {
        return Chats.chat(client, world.a, Chats.STREAM).retrieve().bodyToMono(String.class);
    }

    private static long used(UnpooledByteBufAllocator allocator) {
        return allocator.metric().usedHeapMemory() + allocator.metric().usedDirectMemory();
    }
}
