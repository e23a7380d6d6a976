package dev.breakwater.client.okhttp;

import dev.breakwater.call.Upstream;
import java.io.IOException;
import java.util.List;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Has the engine decide what becomes of a request. As the innermost of the application's interceptors it sees the request as the
 * application wants it, signed and all, and may proceed as often as it likes. In the list of one call:
 *
 * <pre>
 *   at first:       application's...  GOVERNING                    Bridge Cache Connect network...              CallServer
 *   once governed:  application's...  GOVERNING  RetryAndFollowUp  Bridge Cache Connect network...  CREDENTIAL  CallServer
 * </pre>
 *
 * While there is nothing to govern, it stands in for RetryAndFollowUp and hands the chain over to it, so that a call to any other
 * host costs one small object and no further chain. One a call, confined to its thread.
 */
final class GoverningInterceptor implements Interceptor {
    private final Governor governor;
    private final List<Interceptor> list;
    private final Interceptor retryAndFollowUp;
    private @Nullable CredentialInterceptor credential;

    private GoverningInterceptor(Governor governor, List<Interceptor> list, Interceptor retryAndFollowUp) {
        this.governor = governor;
        this.list = list;
        this.retryAndFollowUp = retryAndFollowUp;
    }

    /** @param place where RetryAndFollowUp stands in the {@code list}, which can be changed and is the call's alone */
    static void insert(Governor governor, List<Interceptor> list, int place) {
        list.set(place, new GoverningInterceptor(governor, list, list.get(place)));
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Upstream upstream = governor.upstreamOf(chain.request());
        if (upstream != null) {
            Takeover takeover = Takeover.takeCurrent();
            boolean again = credential != null;
            CredentialInterceptor late = govern();
            return takeover == null ? governor.govern(chain, upstream, late, again) : takeover.proceed(chain, late);
        }
        return credential == null ? retryAndFollowUp.intercept(chain) : chain.proceed(chain.request());
    }

    /**
     * From here on the chain runs through RetryAndFollowUp by itself, and in the end through what is returned. What has been made
     * of the list ends before both.
     */
    private CredentialInterceptor govern() {
        CredentialInterceptor late = credential;
        if (late == null) {
            late = new CredentialInterceptor();
            credential = late;
            list.add(list.indexOf(this) + 1, retryAndFollowUp);
            list.add(list.size() - 1, late);
        }
        return late;
    }
}
