package com.example.apache4async;

import dev.breakwater.client.contract.Ask;
import dev.breakwater.client.contract.ClientUnderTest;
import dev.breakwater.client.contract.OpenAnswer;
import dev.breakwater.client.contract.Received;
import dev.breakwater.client.contract.RunningCall;
import dev.breakwater.client.contract.RunningStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.HttpMessage;
import org.apache.http.HttpResponse;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpEntityEnclosingRequestBase;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.client.utils.URIUtils;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.InputStreamEntity;
import org.apache.http.impl.nio.client.CloseableHttpAsyncClient;
import org.apache.http.impl.nio.client.HttpAsyncClientBuilder;
import org.apache.http.nio.entity.NByteArrayEntity;
import org.apache.http.nio.entity.NStringEntity;
import org.apache.http.nio.protocol.BasicAsyncRequestProducer;
import org.apache.http.util.EntityUtils;

/** The contract's calls, made with the client that holds no thread. */
final class Apache4AsyncUnderTest implements ClientUnderTest {
    private final CloseableHttpAsyncClient client;

    Apache4AsyncUnderTest(Setup setup) {
        HttpAsyncClientBuilder builder =
                HttpAsyncClientBuilder.create().setMaxConnPerRoute(100).setMaxConnTotal(100);
        if (!setup.followRedirects()) {
            builder.setRedirectStrategy(new NoRedirects());
        }
        client = builder.build();
        client.start();
    }

    @Override
    public Set<Ability> abilities() {
        return EnumSet.of(Ability.REDIRECTS, Ability.ASYNC, Ability.CLOSE_FROM_ANYWHERE);
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
        HttpRequestBase request = request(ask);
        HttpClientContext context = HttpClientContext.create();
        Future<HttpResponse> future = client.execute(request, context, null);
        return new RunningCall() {
            @Override
            public Received get(Duration timeout) throws Exception {
                HttpResponse response = await(future, timeout);
                byte[] body =
                        response.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(response.getEntity());
                return new Received(
                        response.getStatusLine().getStatusCode(),
                        headers(response),
                        body,
                        request.getURI().toString(),
                        headers(context.getRequest()));
            }

            @Override
            public void cancel() {
                future.cancel(true);
            }
        };
    }

    private static Map<String, List<String>> headers(HttpMessage message) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Header header : message.getAllHeaders()) {
            headers.computeIfAbsent(header.getName(), name -> new ArrayList<>()).add(header.getValue());
        }
        return headers;
    }

    @Override
    public RunningStream startStream(Ask ask) {
        HttpRequestBase request = request(ask);
        StreamConsumer consumer = new StreamConsumer();
        Future<Boolean> future = client.execute(
                new BasicAsyncRequestProducer(URIUtils.extractHost(request.getURI()), request), consumer, null);
        return new RunningStream() {
            @Override
            public OpenAnswer get(Duration timeout) throws Exception {
                return consumer.answer(await(consumer.head, timeout), () -> future.cancel(true));
            }

            @Override
            public void cancel() {
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

    static HttpRequestBase request(Ask ask) {
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
            case BYTES -> new NByteArrayEntity(ask.content(), type);
            case STRING -> new NStringEntity(new String(ask.content(), StandardCharsets.UTF_8), type);
            case ONE_SHOT -> new InputStreamEntity(new ByteArrayInputStream(ask.content()), ask.content().length, type);
            case ONE_SHOT_CHUNKED -> new InputStreamEntity(new ByteArrayInputStream(ask.content()), -1, type);
        };
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
