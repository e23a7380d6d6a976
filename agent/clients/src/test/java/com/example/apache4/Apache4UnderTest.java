package com.example.apache4;

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
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.HttpMessage;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpEntityEnclosingRequestBase;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.InputStreamEntity;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.util.EntityUtils;

/** The contract's calls, made with the blocking client; what holds no thread of the caller's holds one of a pool's. */
final class Apache4UnderTest implements ClientUnderTest {
    private final CloseableHttpClient client;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    Apache4UnderTest(Setup setup) {
        HttpClientBuilder builder = HttpClients.custom().setMaxConnPerRoute(100).setMaxConnTotal(100);
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

    private Received send(HttpRequestBase request) throws IOException {
        HttpClientContext context = HttpClientContext.create();
        try (CloseableHttpResponse response = client.execute(request, context)) {
            byte[] body = response.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(response.getEntity());
            return new Received(
                    response.getStatusLine().getStatusCode(),
                    headers(response),
                    body,
                    request.getURI().toString(),
                    headers(context.getRequest()));
        }
    }

    private static Map<String, List<String>> headers(HttpMessage message) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Header header : message.getAllHeaders()) {
            headers.computeIfAbsent(header.getName(), name -> new ArrayList<>()).add(header.getValue());
        }
        return headers;
    }

    @Override
    public OpenAnswer open(Ask ask) throws IOException {
        return open(request(ask));
    }

    private OpenAnswer open(HttpRequestBase request) throws IOException {
        CloseableHttpResponse response = client.execute(request);
        InputStream body = response.getEntity() == null
                ? InputStream.nullInputStream()
                : response.getEntity().getContent();
        return new OpenAnswer() {
            @Override
            public int status() {
                return response.getStatusLine().getStatusCode();
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
        HttpRequestBase request = request(ask);
        Future<Received> answer = threads.submit(() -> send(request));
        return new RunningCall() {
            @Override
            public Received get(Duration timeout) throws Exception {
                return await(answer, timeout);
            }

            @Override
            public void cancel() {
                request.abort();
            }
        };
    }

    @Override
    public RunningStream startStream(Ask ask) {
        HttpRequestBase request = request(ask);
        Callable<OpenAnswer> call = () -> open(request);
        Future<OpenAnswer> answer = threads.submit(call);
        return new RunningStream() {
            @Override
            public OpenAnswer get(Duration timeout) throws Exception {
                return await(answer, timeout);
            }

            @Override
            public void cancel() {
                request.abort();
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

    private static HttpRequestBase request(Ask ask) {
        HttpRequestBase request = ask.kind() == Ask.BodyKind.NONE ? new Plain(ask.method()) : new Enclosing(ask);
        request.setURI(URI.create(ask.url()));
        ask.headers().forEach(request::addHeader);
        if (ask.timeout() != null) {
            request.setConfig(RequestConfig.custom()
                    .setSocketTimeout((int) ask.timeout().toMillis())
                    .build());
        }
        return request;
    }

    private static final class Plain extends HttpRequestBase {
        private final String method;

        Plain(String method) {
            this.method = method;
        }

        @Override
        public String getMethod() {
            return method;
        }
    }

    private static final class Enclosing extends HttpEntityEnclosingRequestBase {
        private final String method;

        Enclosing(Ask ask) {
            this.method = ask.method();
            setEntity(entity(ask));
        }

        @Override
        public String getMethod() {
            return method;
        }
    }

    private static HttpEntity entity(Ask ask) {
        ContentType type = ContentType.APPLICATION_JSON;
        return switch (ask.kind()) {
            case NONE -> null;
            case BYTES -> new ByteArrayEntity(ask.content(), type);
            case STRING -> new StringEntity(new String(ask.content(), StandardCharsets.UTF_8), type);
            case ONE_SHOT -> new InputStreamEntity(new ByteArrayInputStream(ask.content()), ask.content().length, type);
            case ONE_SHOT_CHUNKED -> new InputStreamEntity(new ByteArrayInputStream(ask.content()), -1, type);
        };
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        client.close();
    }
}
