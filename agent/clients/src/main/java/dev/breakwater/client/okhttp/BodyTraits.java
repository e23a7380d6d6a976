package dev.breakwater.client.okhttp;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** What a request body says about itself, in the terms of whichever OkHttp is there: these came with 3.14. */
final class BodyTraits {
    private static final @Nullable MethodHandle IS_DUPLEX = find("isDuplex");
    private static final @Nullable MethodHandle IS_ONE_SHOT = find("isOneShot");
    /** The marker that came before. */
    private static final @Nullable Class<?> UNREPEATABLE = marker();

    private BodyTraits() {}

    /** Whether request and response run at the same time. */
    static boolean duplex(@Nullable RequestBody body) {
        return body != null && says(IS_DUPLEX, body);
    }

    /** Whether it can be written only once, by its own account; many that can do not say so. */
    static boolean oneShot(RequestBody body) {
        return says(IS_ONE_SHOT, body) || (UNREPEATABLE != null && UNREPEATABLE.isInstance(body));
    }

    private static boolean says(@Nullable MethodHandle question, RequestBody body) {
        if (question == null) {
            return false;
        }
        try {
            return (boolean) question.invokeExact(body);
        } catch (RuntimeException | Error theApplications) {
            throw theApplications;
        } catch (Throwable undeclared) {
            throw new IllegalStateException(undeclared);
        }
    }

    private static @Nullable MethodHandle find(String name) {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(RequestBody.class, name, MethodType.methodType(boolean.class));
        } catch (NoSuchMethodException | IllegalAccessException older) {
            return null;
        }
    }

    private static @Nullable Class<?> marker() {
        try {
            return Class.forName(
                    "okhttp3.internal.http.UnrepeatableRequestBody", false, RequestBody.class.getClassLoader());
        } catch (ClassNotFoundException newer) {
            return null;
        }
    }
}
