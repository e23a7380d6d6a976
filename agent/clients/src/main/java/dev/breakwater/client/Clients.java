package dev.breakwater.client;

import static dev.breakwater.client.HookPoint.constructorExit;
import static dev.breakwater.client.HookPoint.methodEntry;
import static dev.breakwater.client.HookPoint.methodEntryOrSecond;

import java.util.ArrayList;
import java.util.List;

/** The list of HTTP clients that the agent knows. The jar's build reads it, too. */
public final class Clients {
    private static final String JDK = "jdk.internal.net.http.HttpClientFacade";
    private static final String REQUEST = "Ljava/net/http/HttpRequest;";
    private static final String HANDLER = "Ljava/net/http/HttpResponse$BodyHandler;";
    private static final String PUSH = "Ljava/net/http/HttpResponse$PushPromiseHandler;";
    private static final String RESPONSE = "Ljava/net/http/HttpResponse;";
    private static final String FUTURE = "Ljava/util/concurrent/CompletableFuture;";

    private static final String CLASSIC5 = "org.apache.hc.client5.http.impl.classic.";
    private static final String CORE5 = "Lorg/apache/hc/core5/http/";
    private static final String CLASSIC5_EXECUTE = "(" + CORE5 + "ClassicHttpRequest;"
            + "Lorg/apache/hc/client5/http/classic/ExecChain$Scope;Lorg/apache/hc/client5/http/classic/ExecChain;)"
            + CORE5
            + "ClassicHttpResponse;";
    private static final String DO_EXECUTE5 = "(" + CORE5 + "HttpHost;" + CORE5 + "ClassicHttpRequest;" + CORE5
            + "protocol/HttpContext;)Lorg/apache/hc/client5/http/impl/classic/CloseableHttpResponse;";

    private static final String ASYNC5 = "org.apache.hc.client5.http.impl.async.";
    private static final String ASYNC5_EXECUTE = "(" + CORE5 + "HttpRequest;" + CORE5
            + "nio/AsyncEntityProducer;Lorg/apache/hc/client5/http/async/AsyncExecChain$Scope;"
            + "Lorg/apache/hc/client5/http/async/AsyncExecChain;Lorg/apache/hc/client5/http/async/AsyncExecCallback;)V";
    private static final String ASYNC5_DO_EXECUTE = "(" + CORE5 + "HttpHost;" + CORE5 + "nio/AsyncRequestProducer;"
            + CORE5 + "nio/AsyncResponseConsumer;" + CORE5 + "nio/HandlerFactory;" + CORE5 + "protocol/HttpContext;"
            + "Lorg/apache/hc/core5/concurrent/FutureCallback;)Ljava/util/concurrent/Future;";

    private static final String CLASSIC4 = "org.apache.http.impl.";
    private static final String DO_EXECUTE4 = "(Lorg/apache/http/HttpHost;Lorg/apache/http/HttpRequest;"
            + "Lorg/apache/http/protocol/HttpContext;)Lorg/apache/http/client/methods/CloseableHttpResponse;";
    private static final String EXECUTE4 = "(Lorg/apache/http/conn/routing/HttpRoute;"
            + "Lorg/apache/http/client/methods/HttpRequestWrapper;Lorg/apache/http/client/protocol/HttpClientContext;"
            + "Lorg/apache/http/client/methods/HttpExecutionAware;)Lorg/apache/http/client/methods/CloseableHttpResponse;";

    private static final String ASYNC4 = "org.apache.http.impl.nio.";
    private static final String NIO4 = "Lorg/apache/http/nio/protocol/HttpAsync";
    private static final String ASYNC4_EXECUTE = "(" + NIO4 + "RequestProducer;" + NIO4 + "ResponseConsumer;"
            + "Lorg/apache/http/protocol/HttpContext;Lorg/apache/http/concurrent/FutureCallback;)"
            + "Ljava/util/concurrent/Future;";
    private static final String OPEN_CONNECTION = "(Ljava/net/URL;Ljava/net/Proxy;)Ljava/net/URLConnection;";
    private static final String WEB_CLIENT = "org.springframework.web.reactive.function.client.";

    private static final List<ClientDescription> ALL = numbered(
            ClientDescription.of(
                    "JDK HttpClient",
                    "jdk.JdkClientAdapter",
                    methodEntry(JDK, "send", "(" + REQUEST + HANDLER + ")" + RESPONSE),
                    methodEntry(JDK, "sendAsync", "(" + REQUEST + HANDLER + ")" + FUTURE),
                    methodEntry(JDK, "sendAsync", "(" + REQUEST + HANDLER + PUSH + ")" + FUTURE)),
            ClientDescription.of(
                    "OkHttp",
                    "okhttp.OkHttpAdapter",
                    constructorExit(
                            "okhttp3.internal.http.RealInterceptorChain",
                            new RewrittenField("interceptors", "Ljava/util/List;", "index"))),
            ClientDescription.of(
                    "Apache HttpClient 5, classic",
                    "apache5.Apache5Adapter",
                    methodEntry(CLASSIC5 + "InternalHttpClient", "doExecute", DO_EXECUTE5),
                    methodEntry(CLASSIC5 + "MinimalHttpClient", "doExecute", DO_EXECUTE5),
                    methodEntry(CLASSIC5 + "HttpRequestRetryExec", "execute", CLASSIC5_EXECUTE),
                    methodEntry(CLASSIC5 + "MainClientExec", "execute", CLASSIC5_EXECUTE)),
            ClientDescription.of(
                    "Apache HttpClient 5, asynchronous",
                    "apache5.async.Apache5AsyncAdapter",
                    methodEntryOrSecond(ASYNC5 + "InternalAbstractHttpAsyncClient", "doExecute", ASYNC5_DO_EXECUTE),
                    methodEntryOrSecond(ASYNC5 + "AbstractMinimalHttpAsyncClientBase", "doExecute", ASYNC5_DO_EXECUTE),
                    methodEntry(ASYNC5 + "AsyncHttpRequestRetryExec", "execute", ASYNC5_EXECUTE),
                    methodEntry(ASYNC5 + "HttpAsyncMainClientExec", "execute", ASYNC5_EXECUTE),
                    methodEntry(ASYNC5 + "H2AsyncMainClientExec", "execute", ASYNC5_EXECUTE)),
            ClientDescription.of(
                    "Apache HttpClient 4",
                    "apache4.Apache4Adapter",
                    methodEntry(CLASSIC4 + "client.InternalHttpClient", "doExecute", DO_EXECUTE4),
                    methodEntry(CLASSIC4 + "client.MinimalHttpClient", "doExecute", DO_EXECUTE4),
                    methodEntry(CLASSIC4 + "client.AbstractHttpClient", "doExecute", DO_EXECUTE4),
                    methodEntry(CLASSIC4 + "execchain.RetryExec", "execute", EXECUTE4),
                    methodEntry(CLASSIC4 + "execchain.ServiceUnavailableRetryExec", "execute", EXECUTE4),
                    methodEntry(CLASSIC4 + "execchain.MainClientExec", "execute", EXECUTE4)),
            ClientDescription.of(
                    "Apache HttpAsyncClient 4",
                    "apache4.async.AsyncAdapter",
                    methodEntry(ASYNC4 + "client.InternalHttpAsyncClient", "execute", ASYNC4_EXECUTE),
                    methodEntry(ASYNC4 + "client.MinimalHttpAsyncClient", "execute", ASYNC4_EXECUTE),
                    methodEntry(
                            ASYNC4 + "DefaultNHttpClientConnection",
                            "submitRequest",
                            "(Lorg/apache/http/HttpRequest;)V")),
            ClientDescription.of(
                    "HttpURLConnection",
                    "urlconnection.UrlConnectionAdapter",
                    methodEntry("sun.net.www.protocol.http.Handler", "openConnection", OPEN_CONNECTION),
                    methodEntry("sun.net.www.protocol.https.Handler", "openConnection", OPEN_CONNECTION)),
            ClientDescription.of(
                    "Spring WebClient",
                    "webclient.WebClientAdapter",
                    methodEntry(
                            WEB_CLIENT + "ExchangeFunctions$DefaultExchangeFunction",
                            "exchange",
                            "(L" + WEB_CLIENT.replace('.', '/') + "ClientRequest;)Lreactor/core/publisher/Mono;")),
            ClientDescription.of(
                    "AWS SDK 2, asynchronous on Netty",
                    "awssdk.AwsSdkAdapter",
                    methodEntry(
                            "software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient",
                            "execute",
                            "(Lsoftware/amazon/awssdk/http/async/AsyncExecuteRequest;)" + FUTURE)));

    private Clients() {}

    /** Every client, each hook with its number. */
    public static List<ClientDescription> all() {
        return ALL;
    }

    /**
     * Classes that are loaded when an application makes its client, long before the first call loads a hooked class: the agent
     * gets ready meanwhile. Clients whose hooked class is loaded that early need none.
     */
    public static List<String> heralds() {
        return List.of("okhttp3.OkHttpClient");
    }

    private static List<ClientDescription> numbered(ClientDescription... clients) {
        List<ClientDescription> numbered = new ArrayList<>();
        int next = 0;
        for (ClientDescription client : clients) {
            List<HookPoint> hooks = new ArrayList<>();
            for (HookPoint hook : client.hooks()) {
                hooks.add(hook.withId(next++));
            }
            numbered.add(new ClientDescription(client.name(), client.adapterClassName(), List.copyOf(hooks)));
        }
        return List.copyOf(numbered);
    }
}
