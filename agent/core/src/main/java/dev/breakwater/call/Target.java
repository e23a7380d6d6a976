package dev.breakwater.call;

import dev.breakwater.routing.ApiKey;
import dev.breakwater.routing.Endpoint;
import org.jspecify.annotations.Nullable;

/** An endpoint, the key to use there and the model to ask for. */
record Target(Endpoint endpoint, ApiKey key, @Nullable String model) {}
