package dev.breakwater.client.apache5.shared;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.jspecify.annotations.Nullable;

/** An application's context: attributes until 5.3, fields from 5.4 on. */
public final class Contexts {
    private static final @Nullable MethodHandle SET_REQUEST = setter();

    private Contexts() {}

    /** The configuration that the application has put in; null for none. */
    public static @Nullable RequestConfig config(HttpContext context) {
        if (context instanceof HttpClientContext own) {
            RequestConfig config = own.getRequestConfig();
            return config == RequestConfig.DEFAULT ? null : config;
        }
        return context.getAttribute(HttpClientContext.REQUEST_CONFIG) instanceof RequestConfig config ? config : null;
    }

    public static void setConfig(HttpContext context, RequestConfig config) {
        if (context instanceof HttpClientContext own) {
            own.setRequestConfig(config);
        } else {
            context.setAttribute(HttpClientContext.REQUEST_CONFIG, config);
        }
    }

    /** What an application finds there as the request that was sent. */
    public static void setRequest(HttpContext context, HttpRequest request) {
        if (SET_REQUEST == null || !(context instanceof HttpCoreContext own)) {
            context.setAttribute(HttpCoreContext.HTTP_REQUEST, request);
            return;
        }
        try {
            SET_REQUEST.invokeExact(own, request);
        } catch (RuntimeException | Error unexpected) {
            throw unexpected;
        } catch (Throwable undeclared) {
            throw new IllegalStateException(undeclared);
        }
    }

    private static @Nullable MethodHandle setter() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(
                            HttpCoreContext.class, "setRequest", MethodType.methodType(void.class, HttpRequest.class));
        } catch (NoSuchMethodException | IllegalAccessException older) {
            return null;
        }
    }
}
