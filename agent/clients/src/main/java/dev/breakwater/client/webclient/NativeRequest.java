package dev.breakwater.client.webclient;

import dev.breakwater.client.nonblocking.FailOpen;
import dev.breakwater.message.Url;
import java.lang.reflect.Method;
import org.springframework.http.client.reactive.ClientHttpRequest;

/** What only Reactor Netty's own request tells. By reflection: with other connectors there is no Reactor Netty. */
final class NativeRequest {
    private static final String INFOS = "reactor.netty.http.client.HttpClientInfos";

    private NativeRequest() {}

    /** Whether the request that is about to be written follows a redirect away from where it was to go. */
    static boolean redirectedElsewhere(ClientHttpRequest request, Url target) {
        if (!OwnSend.isReactorNetty(request)) {
            return false;
        }
        Object sent = request.getNativeRequest();
        try {
            Class<?> infos = Class.forName(INFOS, false, sent.getClass().getClassLoader());
            Method redirects = infos.getMethod("redirectedFrom");
            Method url = infos.getMethod("resourceUrl");
            if (((String[]) redirects.invoke(sent)).length == 0) {
                return false;
            }
            Object now = url.invoke(sent);
            return now == null || !Url.parse(now.toString()).sameOrigin(target);
        } catch (ReflectiveOperationException | RuntimeException unknown) {
            // A target that misses its key says so; a key that went to a stranger cannot be called back.
            FailOpen.report(unknown);
            return true;
        }
    }
}
