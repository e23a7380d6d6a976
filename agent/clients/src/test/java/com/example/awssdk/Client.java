package com.example.awssdk;

import dev.breakwater.client.contract.Ask;
import dev.breakwater.client.scenario.World;
import io.netty.channel.nio.NioEventLoopGroup;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;

/** The scenarios' client, with a thread of its own. */
final class Client implements AutoCloseable {
    static final String SIGNATURE =
            "AWS4-HMAC-SHA256 Credential=AKIDAPPLICATION/20261121/eu-central-1/bedrock/aws4_request, "
                    + "SignedHeaders=host;x-amz-date, Signature=0123456789abcdef";

    private final NioEventLoopGroup loop = new NioEventLoopGroup(1);
    private final SdkAsyncHttpClient client = NettyNioAsyncHttpClient.builder()
            .eventLoopGroup(SdkEventLoopGroup.create(loop))
            .build();

    static Ask chat(World world) {
        return Ask.chat(world.a.baseUrl());
    }

    static Ask stream(World world) {
        return Ask.streamedChat(world.a.baseUrl());
    }

    /** What the SDK would ask; a test may change it. */
    static AsyncExecuteRequest.Builder request(Ask ask, SdkAsyncHttpResponseHandler handler) {
        SdkHttpRequest.Builder head = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(ask.method()))
                .uri(java.net.URI.create(ask.url()))
                .putHeader("Content-Length", Integer.toString(ask.content().length));
        ask.headers().forEach(head::putHeader);
        return AsyncExecuteRequest.builder()
                .request(head.build())
                .requestContentPublisher(AwsSdkUnderTest.content(ask))
                .responseHandler(handler);
    }

    CompletableFuture<Void> execute(AsyncExecuteRequest.Builder request) {
        return client.execute(request.build());
    }

    CompletableFuture<Void> execute(Ask ask, SdkAsyncHttpResponseHandler handler) {
        return execute(request(ask, handler));
    }

    @Override
    public void close() {
        client.close();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(10, TimeUnit.SECONDS);
    }
}
