package dev.breakwater.client.webclient;

import java.lang.reflect.Field;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.ExchangeStrategies;

/** What an exchange function keeps to itself. Looked up while the adapter is linked: a version without it is left alone. */
record ExchangeParts(Field strategiesField, Field connectorField) {

    /** @throws IllegalStateException if this version's exchange function has no such parts */
    static ExchangeParts of(String className, ClassLoader application) {
        try {
            Class<?> hooked = Class.forName(className, false, application);
            return new ExchangeParts(
                    field(hooked, "strategies", ExchangeStrategies.class),
                    field(hooked, "connector", ClientHttpConnector.class));
        } catch (ReflectiveOperationException | RuntimeException missing) {
            throw new IllegalStateException("the exchange function has other parts than expected", missing);
        }
    }

    private static Field field(Class<?> hooked, String name, Class<?> type) throws NoSuchFieldException {
        Field field = hooked.getDeclaredField(name);
        if (field.getType() != type) {
            throw new NoSuchFieldException(name + " of " + type);
        }
        field.setAccessible(true);
        return field;
    }

    /** The codecs that the application's bodies are written and read with. */
    ExchangeStrategies strategies(Object exchange) {
        return (ExchangeStrategies) value(strategiesField, exchange);
    }

    /** What sends. */
    ClientHttpConnector connector(Object exchange) {
        return (ClientHttpConnector) value(connectorField, exchange);
    }

    private static Object value(Field field, Object exchange) {
        try {
            return field.get(exchange);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
