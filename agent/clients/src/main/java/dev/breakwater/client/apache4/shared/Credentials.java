package dev.breakwater.client.apache4.shared;

import dev.breakwater.call.Attempt;
import dev.breakwater.message.Header;
import org.apache.http.HttpRequest;

/** Puts a target's own credential on a request, at the last moment, and takes it off again. */
public final class Credentials {
    private Credentials() {}

    /** Has the last word over interceptors that have put the caller's own credential on. */
    public static void put(HttpRequest request, Attempt attempt) {
        for (String name : attempt.headersToDrop()) {
            if (!setByTheClient(name)) {
                request.removeHeaders(name);
            }
        }
        Header credential = attempt.credential();
        if (credential != null) {
            request.setHeader(credential.name(), credential.value());
        }
    }

    /** The application's interceptors look at the request again once there is an answer. */
    public static void takeBack(HttpRequest request, Attempt attempt) {
        Header credential = attempt.credential();
        if (credential != null) {
            request.removeHeaders(credential.name());
        }
    }

    /** The client has put on its own, for this very target. */
    private static boolean setByTheClient(String name) {
        return name.equals("host") || name.equals("cookie") || name.equals("proxy-authorization");
    }
}
