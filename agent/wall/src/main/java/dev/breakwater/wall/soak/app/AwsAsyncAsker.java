package dev.breakwater.wall.soak.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import reactor.core.publisher.Flux;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;
import software.amazon.awssdk.http.async.SdkHttpContentPublisher;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;

/** The AWS SDK's asynchronous client on Netty, below the SDK: signatures and services have no part in what may leak. */
final class AwsAsyncAsker implements Asker {
    private final SdkAsyncHttpClient client = NettyNioAsyncHttpClient.builder()
            .maxConcurrency(SoakApplication.MAX_CALLERS)
            .readTimeout(Duration.ofSeconds(Waiting.PATIENCE_SECONDS))
            .build();

    @Override
    public String ask(String url, String json) throws IOException, InterruptedException {
        byte[] prompt = json.getBytes(StandardCharsets.UTF_8);
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(URI.create(url))
                .putHeader("Content-Type", "application/json")
                .putHeader("Content-Length", Integer.toString(prompt.length))
                .putHeader("Authorization", "Bearer " + SoakApplication.KEY)
                .build();
        Handler handler = new Handler();
        CompletableFuture<Void> exchange = client.execute(AsyncExecuteRequest.builder()
                .request(request)
                .requestContentPublisher(new Prompt(prompt))
                .responseHandler(handler)
                .build());
        Waiting.on(exchange);
        String answer = Waiting.on(handler.body);
        if (handler.status != 200) {
            throw new IOException("status " + handler.status + ": " + answer);
        }
        return answer;
    }

    @Override
    public void close() {
        client.close();
    }

    private record Prompt(byte[] bytes) implements SdkHttpContentPublisher {
        @Override
        public Optional<Long> contentLength() {
            return Optional.of((long) bytes.length);
        }

        @Override
        public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
            Flux.just(ByteBuffer.wrap(bytes)).subscribe(subscriber);
        }
    }

    private static final class Handler implements SdkAsyncHttpResponseHandler {
        final CompletableFuture<String> body = new CompletableFuture<>();
        volatile int status;

        @Override
        public void onHeaders(SdkHttpResponse head) {
            status = head.statusCode();
        }

        @Override
        public void onStream(Publisher<ByteBuffer> stream) {
            Flux.from(stream)
                    .reduceWith(ByteArrayOutputStream::new, Handler::append)
                    .map(bytes -> bytes.toString(StandardCharsets.UTF_8))
                    .subscribe(body::complete, body::completeExceptionally);
        }

        private static ByteArrayOutputStream append(ByteArrayOutputStream bytes, ByteBuffer more) {
            byte[] piece = new byte[more.remaining()];
            more.get(piece);
            bytes.writeBytes(piece);
            return bytes;
        }

        @Override
        public void onError(Throwable error) {
            body.completeExceptionally(error);
        }
    }
}
