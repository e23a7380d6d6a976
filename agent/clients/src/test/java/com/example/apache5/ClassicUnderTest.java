package com.example.apache5;

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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.MessageHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;

/** The contract's calls, made with the classic client; what holds no thread of the caller's holds one of a pool's. */
final class ClassicUnderTest implements ClientUnderTest {
    private final CloseableHttpClient client;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    ClassicUnderTest(Setup setup) {
        HttpClientBuilder builder = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(100)
                        .setMaxConnTotal(100)
                        .build());
        client = (setup.followRedirects() ? builder : builder.disableRedirectHandling()).build();
    }

    @Override
    public Set<Ability> abilities() {
        return EnumSet.of(Ability.REDIRECTS, Ability.BLOCKING, Ability.ASYNC, Ability.TRANSPARENT_GZIP);
    }

    @Override
    public Received send(Ask ask) throws IOException {
        return send(request(ask));
    }

    private Received send(HttpUriRequestBase request) throws IOException {
        HttpClientContext context = HttpClientContext.create();
        try (CloseableHttpResponse response = client.execute(request, context)) {
            byte[] body = response.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(response.getEntity());
            return new Received(
                    response.getCode(),
                    headers(response),
                    body,
                    request.getScheme() + "://" + request.getAuthority() + request.getPath(),
                    headers(context.getRequest()));
        }
    }

    private static Map<String, List<String>> headers(MessageHeaders message) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Header header : message.getHeaders()) {
            headers.computeIfAbsent(header.getName(), name -> new ArrayList<>()).add(header.getValue());
        }
        return headers;
    }

    @Override
    public OpenAnswer open(Ask ask) throws IOException {
        return open(request(ask));
    }

    private OpenAnswer open(HttpUriRequestBase request) throws IOException {
        CloseableHttpResponse response = client.execute(request);
        InputStream body = response.getEntity() == null
                ? InputStream.nullInputStream()
                : response.getEntity().getContent();
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
            public void close() throws IOException {
                response.close();
            }
        };
    }

    @Override
    public RunningCall start(Ask ask) {
        HttpUriRequestBase request = request(ask);
        Future<Received> answer = threads.submit(() -> send(request));
        return new RunningCall() {
            @Override
            public Received get(Duration timeout) throws Exception {
                return await(answer, timeout);
            }

            @Override
            public void cancel() {
                request.cancel();
            }
        };
    }

    @Override
    public RunningStream startStream(Ask ask) {
        HttpUriRequestBase request = request(ask);
        Callable<OpenAnswer> call = () -> open(request);
        Future<OpenAnswer> answer = threads.submit(call);
        return new RunningStream() {
            @Override
            public OpenAnswer get(Duration timeout) throws Exception {
                return await(answer, timeout);
            }

            @Override
            public void cancel() {
                request.cancel();
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

    private static HttpUriRequestBase request(Ask ask) {
        HttpUriRequestBase request = new HttpUriRequestBase(ask.method(), URI.create(ask.url()));
        ask.headers().forEach(request::addHeader);
        request.setEntity(entity(ask));
        if (ask.timeout() != null) {
            request.setConfig(RequestConfig.custom()
                    .setResponseTimeout(Timeout.of(ask.timeout().toMillis(), TimeUnit.MILLISECONDS))
                    .build());
        }
        return request;
    }

    private static HttpEntity entity(Ask ask) {
        ContentType type = ContentType.APPLICATION_JSON;
        return switch (ask.kind()) {
            case NONE -> null;
            case BYTES -> new ByteArrayEntity(ask.content(), type);
            case STRING -> new StringEntity(new String(ask.content(), StandardCharsets.UTF_8), type);
            case ONE_SHOT -> new InputStreamEntity(new ByteArrayInputStream(ask.content()), ask.content().length, type);
            case ONE_SHOT_CHUNKED -> new InputStreamEntity(new ByteArrayInputStream(ask.content()), type);
        };
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        client.close();
    }
}
