package com.example.apache5;

import dev.breakwater.client.contract.Ask;
import dev.breakwater.client.contract.ClientUnderTest;
import dev.breakwater.client.contract.OpenAnswer;
import dev.breakwater.client.contract.Received;
import dev.breakwater.client.contract.RunningCall;
import dev.breakwater.client.contract.RunningStream;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.async.methods.ConfigurableHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleResponseConsumer;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.MessageHeaders;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/** The contract's calls, made with the asynchronous client. */
final class AsyncUnderTest implements ClientUnderTest {
    private final CloseableHttpAsyncClient client;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    AsyncUnderTest(Setup setup) {
        HttpAsyncClientBuilder builder = HttpAsyncClients.custom()
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(100)
                        .setMaxConnTotal(100)
                        .build());
        client = (setup.followRedirects() ? builder : builder.disableRedirectHandling()).build();
        client.start();
    }

    @Override
    public Set<Ability> abilities() {
        Set<Ability> abilities = EnumSet.of(Ability.REDIRECTS, Ability.ASYNC, Ability.CLOSE_FROM_ANYWHERE);
        try {
            Class.forName("org.apache.hc.client5.http.impl.async.ContentCompressionAsyncExec");
            abilities.add(Ability.TRANSPARENT_GZIP);
        } catch (ClassNotFoundException older) {
            // It leaves that to the application.
        }
        return abilities;
    }

    @Override
    public Received send(Ask ask) {
        throw new UnsupportedOperationException("this client does not block");
    }

    @Override
    public OpenAnswer open(Ask ask) {
        throw new UnsupportedOperationException("this client does not block");
    }

    @Override
    public RunningCall start(Ask ask) {
        HttpClientContext context = HttpClientContext.create();
        Future<SimpleHttpResponse> future =
                client.execute(producer(ask), SimpleResponseConsumer.create(), context, null);
        return new RunningCall() {
            @Override
            public Received get(Duration timeout) throws Exception {
                SimpleHttpResponse response = await(future, timeout);
                byte[] body = response.getBodyBytes();
                return new Received(
                        response.getCode(),
                        headers(response),
                        body == null ? new byte[0] : body,
                        ask.url(),
                        context.getRequest() == null ? Map.of() : headers(context.getRequest()));
            }

            @Override
            public void cancel() {
                future.cancel(true);
            }
        };
    }

    @Override
    public RunningStream startStream(Ask ask) {
        StreamConsumer consumer = new StreamConsumer();
        Future<Void> future = client.execute(producer(ask), consumer, null);
        return new RunningStream() {
            @Override
            public OpenAnswer get(Duration timeout) throws Exception {
                return answer(await(consumer.head, timeout), consumer.body, future);
            }

            @Override
            public void cancel() {
                future.cancel(true);
            }
        };
    }

    private static OpenAnswer answer(HttpResponse response, InputStream body, Future<Void> future) {
        return new OpenAnswer() {
            @Override
            public int status() {
                return response.getCode();
            }

            @Override
            public InputStream body() {
                return body;
            }

            @Override
            public void close() {
                future.cancel(true);
            }
        };
    }

    private static <T> T await(Future<T> answer, Duration timeout) throws Exception {
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    private static Map<String, List<String>> headers(MessageHeaders message) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Header header : message.getHeaders()) {
            headers.computeIfAbsent(header.getName(), name -> new ArrayList<>()).add(header.getValue());
        }
        return headers;
    }

    private AsyncRequestProducer producer(Ask ask) {
        ConfigurableHttpRequest request = new ConfigurableHttpRequest(ask.method(), URI.create(ask.url()));
        ask.headers().forEach((name, value) -> {
            if (!name.equals("Content-Type")) {
                request.addHeader(name, value);
            }
        });
        if (ask.timeout() != null) {
            request.setConfig(RequestConfig.custom()
                    .setResponseTimeout(Timeout.of(ask.timeout().toMillis(), TimeUnit.MILLISECONDS))
                    .build());
        }
        return new BasicRequestProducer(request, AsyncBodies.of(ask, threads));
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }
}
