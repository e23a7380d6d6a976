package dev.breakwater.telemetry;

import dev.breakwater.dialect.Operation;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was asked of whom and with what result: what tells measurements of calls apart. */
record Service(
        Operation operation,
        String provider,
        @Nullable String requestModel,
        @Nullable String responseModel,
        String address,
        int port,
        @Nullable String errorType) {

    /** The same without the error, by which tokens and first chunks are not told apart. */
    Service withoutError() {
        return errorType == null
                ? this
                : new Service(operation, provider, requestModel, responseModel, address, port, null);
    }

    Attributes attributes() {
        AttributesBuilder attributes = Attributes.builder()
                .put(Names.OPERATION, operation.conventionName())
                .put(Names.PROVIDER, provider)
                .put(Names.SERVER_ADDRESS, address)
                .put(Names.SERVER_PORT, (long) port);
        if (requestModel != null) {
            attributes.put(Names.REQUEST_MODEL, requestModel);
        }
        if (responseModel != null) {
            attributes.put(Names.RESPONSE_MODEL, responseModel);
        }
        if (errorType != null) {
            attributes.put(Names.ERROR_TYPE, errorType);
        }
        return attributes.build();
    }

    // Written out, here and in hashCode: what the compiler gives a record is put together by the JVM at its first use,
    // for milliseconds.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Service that
                && port == that.port
                && operation.equals(that.operation)
                && provider.equals(that.provider)
                && Objects.equals(requestModel, that.requestModel)
                && Objects.equals(responseModel, that.responseModel)
                && address.equals(that.address)
                && Objects.equals(errorType, that.errorType);
    }

    @Override
    public int hashCode() {
        return 31
                        * (31
                                        * (31
                                                        * (31
                                                                        * (31 * (31 * port + operation.hashCode())
                                                                                + provider.hashCode())
                                                                + Objects.hashCode(requestModel))
                                                + Objects.hashCode(responseModel))
                                + address.hashCode())
                + Objects.hashCode(errorType);
    }
}
