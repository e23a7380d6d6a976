package dev.breakwater.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;

/** Jackson as it is set up here. A class of its own, so that it is loaded by who needs whole documents. */
final class Jackson {
    /**
     * Names are not interned: they come from the network. Buffers come from a pool rather than from thread-locals, which would
     * stay behind in the application's threads.
     */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // Python's own writer says NaN and Infinity; that is no reason to call an answer broken.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .recyclerPool(JsonRecyclerPools.newBoundedPool(16))
            .build();

    private Jackson() {}
}
