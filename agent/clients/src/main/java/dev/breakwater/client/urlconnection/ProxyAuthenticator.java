package dev.breakwater.client.urlconnection;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import org.jspecify.annotations.Nullable;

/** On a connection to another origin: the application's authenticator still speaks to proxies, and to nobody else. */
final class ProxyAuthenticator extends Authenticator {
    private final @Nullable Authenticator applications;

    /** @param applications null for the JVM's default one */
    ProxyAuthenticator(@Nullable Authenticator applications) {
        this.applications = applications;
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
        return getRequestorType() == RequestorType.PROXY
                ? Authenticator.requestPasswordAuthentication(
                        applications,
                        getRequestingHost(),
                        getRequestingSite(),
                        getRequestingPort(),
                        getRequestingProtocol(),
                        getRequestingPrompt(),
                        getRequestingScheme(),
                        getRequestingURL(),
                        getRequestorType())
                : null;
    }
}
