package dev.breakwater.dialect.translation;

import dev.breakwater.dialect.RequestFacts;
import dev.breakwater.message.Request;
import dev.breakwater.message.Url;
import org.jspecify.annotations.Nullable;

/** From the dialect that an application speaks to the one that an endpoint speaks. Stateless and thread-safe. */
public interface Translation {

    /**
     * The call in the endpoint's dialect.
     *
     * @param model what the endpoint calls it
     * @param endpoint the endpoint's URL
     * @throws UntranslatableException if it asks for something that the other dialect cannot say, or this translation does not know
     */
    TranslatedCall call(Request request, RequestFacts facts, @Nullable String model, Url endpoint)
            throws UntranslatableException;
}
