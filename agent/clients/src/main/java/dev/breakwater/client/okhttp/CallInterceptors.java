package dev.breakwater.client.okhttp;

import java.util.AbstractList;
import java.util.List;
import okhttp3.Interceptor;
import org.jspecify.annotations.Nullable;

/**
 * The interceptors of one call, as a view of OkHttp's own list:
 *
 * <pre>
 *   at first:       application's...  GOVERNING                    Bridge Cache Connect network...              CallServer
 *   once governed:  application's...  GOVERNING  RetryAndFollowUp  Bridge Cache Connect network...  CREDENTIAL  CallServer
 * </pre>
 *
 * While there is nothing to govern, our interceptor stands in for RetryAndFollowUp and hands the chain over to it, so that a
 * call to any other host costs two small objects and no further chain. Confined to its call's thread.
 */
final class CallInterceptors extends AbstractList<Interceptor> {
    private final List<Interceptor> own;
    private final int place;
    private final GoverningInterceptor governing;
    private @Nullable CredentialInterceptor credential;

    /** @param place where RetryAndFollowUp stands in OkHttp's {@code own} list */
    CallInterceptors(Governor governor, List<Interceptor> own, int place) {
        this.own = own;
        this.place = place;
        this.governing = new GoverningInterceptor(governor, this);
    }

    @Override
    public int size() {
        return credential == null ? own.size() : own.size() + 2;
    }

    @Override
    public Interceptor get(int index) {
        if (index == place) {
            return governing;
        }
        CredentialInterceptor late = credential;
        if (late == null || index < place) {
            return own.get(index);
        }
        if (index == own.size()) {
            return late;
        }
        return own.get(index < own.size() ? index - 1 : index - 2);
    }

    /** What our interceptor stands in for; null once there is something to govern. */
    @Nullable
    Interceptor replaced() {
        return credential == null ? own.get(place) : null;
    }

    /** Whether this call has been governed: an interceptor of the application proceeds once more. */
    boolean governed() {
        return credential != null;
    }

    /** From here on the chain runs through RetryAndFollowUp by itself, and in the end through what is returned. */
    CredentialInterceptor govern() {
        CredentialInterceptor late = credential;
        if (late == null) {
            late = new CredentialInterceptor();
            credential = late;
        }
        return late;
    }
}
