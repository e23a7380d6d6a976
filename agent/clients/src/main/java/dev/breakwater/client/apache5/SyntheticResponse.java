package dev.breakwater.client.apache5;

import dev.breakwater.message.Header;
import dev.breakwater.message.Response;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.impl.EnglishReasonPhraseCatalog;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.jspecify.annotations.Nullable;

/** A response that came over no wire, in this client's terms. */
final class SyntheticResponse {
    /** Public from 5.4 on; there since 5.0. */
    private static final @Nullable MethodHandle ADAPT = adapter();

    private SyntheticResponse() {}

    static CloseableHttpResponse of(Response response) throws IOException {
        ClassicHttpResponse answer =
                new BasicClassicHttpResponse(response.status(), EnglishReasonPhraseCatalog.INSTANCE, null);
        String contentType = null;
        for (Header header : response.headers()) {
            answer.addHeader(header.name(), header.value());
            contentType = header.name().equalsIgnoreCase("content-type") ? header.value() : contentType;
        }
        answer.setEntity(new ByteArrayEntity(
                response.body(), contentType == null ? null : ContentType.parseLenient(contentType)));
        return adapt(answer);
    }

    private static CloseableHttpResponse adapt(ClassicHttpResponse answer) throws IOException {
        if (ADAPT == null) {
            throw new IOException("status " + answer.getCode());
        }
        try {
            return (CloseableHttpResponse) ADAPT.invokeExact(answer);
        } catch (RuntimeException | Error unexpected) {
            throw unexpected;
        } catch (Throwable undeclared) {
            throw new IOException(undeclared);
        }
    }

    private static @Nullable MethodHandle adapter() {
        try {
            MethodType type = MethodType.methodType(CloseableHttpResponse.class, ClassicHttpResponse.class);
            return MethodHandles.privateLookupIn(CloseableHttpResponse.class, MethodHandles.lookup())
                    .findStatic(CloseableHttpResponse.class, "adapt", type);
        } catch (ReflectiveOperationException unknownVersion) {
            return null;
        }
    }
}
