package dev.breakwater.client.urlconnection;

import dev.breakwater.call.CallEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the application gets in place of a connection over http to a governed host. */
final class GovernedConnection extends HttpURLConnection implements Fields {
    private final Conversation conversation;

    GovernedConnection(CallEngine engine, Insides insides, Opening opening, HttpURLConnection unused) {
        super(opening.url());
        conversation = new Conversation(engine, insides, opening, unused, this);
    }

    /** Nothing is sent by this, so nothing is connected yet: where to is decided when the answer is asked for. */
    @Override
    public void connect() {
        connected = true;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return conversation.output();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return conversation.input();
    }

    @Override
    public @Nullable InputStream getErrorStream() {
        Reply known = conversation.known();
        return known == null ? null : known.error();
    }

    @Override
    public @Nullable String getHeaderField(@Nullable String name) {
        Reply answer = conversation.answerOrNull();
        return answer == null ? null : answer.fields().last(name);
    }

    @Override
    public @Nullable String getHeaderField(int number) {
        Reply answer = conversation.answerOrNull();
        return answer == null ? null : answer.fields().value(number);
    }

    @Override
    public @Nullable String getHeaderFieldKey(int number) {
        Reply answer = conversation.answerOrNull();
        return answer == null ? null : answer.fields().name(number);
    }

    @Override
    public Map<String, List<String>> getHeaderFields() {
        Reply answer = conversation.answerOrNull();
        return answer == null ? Map.of() : answer.map();
    }

    @Override
    public void setRequestProperty(String name, @Nullable String value) {
        requireUnconnected();
        conversation.settings.headers.set(name, value);
    }

    @Override
    public void addRequestProperty(String name, @Nullable String value) {
        requireUnconnected();
        conversation.settings.headers.add(name, value);
    }

    @Override
    public @Nullable String getRequestProperty(@Nullable String name) {
        return conversation.settings.headers.unused.getRequestProperty(name);
    }

    @Override
    public Map<String, List<String>> getRequestProperties() {
        requireUnconnected();
        return conversation.settings.headers.unused.getRequestProperties();
    }

    @Override
    public void setAuthenticator(Authenticator authenticator) {
        requireUnconnected();
        conversation.settings.authenticator(authenticator);
    }

    private void requireUnconnected() {
        if (connected) {
            throw new IllegalStateException("Already connected");
        }
    }

    @Override
    public boolean usingProxy() {
        Reply known = conversation.known();
        HttpURLConnection answering = known == null ? null : known.connection();
        return answering == null ? conversation.settings.headers.unused.usingProxy() : answering.usingProxy();
    }

    @Override
    public void disconnect() {
        conversation.disconnect();
    }

    @Override
    public HttpURLConnection connection() {
        return this;
    }

    @Override
    public boolean connected() {
        return connected;
    }

    @Override
    public void connected(boolean now) {
        connected = now;
    }

    @Override
    public void method(String name) {
        method = name;
    }

    @Override
    public void url(URL from) {
        url = from;
    }

    @Override
    public long fixedLength() {
        return fixedContentLengthLong != NONE ? fixedContentLengthLong : fixedContentLength;
    }

    @Override
    public int chunkLength() {
        return chunkLength;
    }
}
