package com.example.app;

import java.util.List;
import java.util.function.Supplier;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.internal.connection.RealCall;
import okhttp3.internal.http.CallServerInterceptor;
import okhttp3.internal.http.RealInterceptorChain;
import okhttp3.internal.http.RetryAndFollowUpInterceptor;

/** Makes OkHttp's chain as a call does, without a thread that would keep its loader; gives what is in it then. */
public final class OkHttpChain implements Supplier<String> {
    private final int index;

    public OkHttpChain() {
        this(0);
    }

    OkHttpChain(int index) {
        this.index = index;
    }

    @Override
    public String get() {
        Request request =
                new Request.Builder().url("https://api.openai.com/v1/models").build();
        OkHttpClient client = new OkHttpClient();
        RealCall call = (RealCall) client.newCall(request);
        List<Interceptor> own = List.of(new RetryAndFollowUpInterceptor(client), new CallServerInterceptor(false));
        RealInterceptorChain chain = new RealInterceptorChain(call, own, index, null, request, 1, 1, 1);
        try {
            var field = RealInterceptorChain.class.getDeclaredField("interceptors");
            field.setAccessible(true);
            List<?> list = (List<?>) field.get(chain);
            return "chain of " + list.size() + (list.stream().anyMatch(OkHttpChain::governs) ? ", governed" : "");
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static boolean governs(Object interceptor) {
        return interceptor.getClass().getSimpleName().equals("GoverningInterceptor");
    }

    public static void main(String[] arguments) {
        System.out.println("first: " + new OkHttpChain(0).get());
        System.out.println("second: " + new OkHttpChain(1).get());
    }
}
