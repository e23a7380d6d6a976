package dev.breakwater.client.apache5.async;

import dev.breakwater.message.BodyHeaders;
import dev.breakwater.message.Header;
import dev.breakwater.message.Response;
import java.util.List;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.impl.EnglishReasonPhraseCatalog;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * An answer's head as the application's consumer is given it.
 *
 * @param informational what came before it
 * @param entity null: there is no body, and no end of one either
 */
record Head(
        List<HttpResponse> informational,
        HttpResponse response,
        @Nullable EntityDetails entity,
        HttpContext context) {

    Head with(List<Header> added) {
        for (Header header : added) {
            response.setHeader(header.name(), header.value());
        }
        return this;
    }

    /** What the provider says of its bytes does not hold for what becomes of them. */
    Head ofOtherBytes() {
        BodyHeaders.NAMES.forEach(response::removeHeaders);
        EntityDetails own = entity;
        EntityDetails other =
                own == null ? null : new BasicEntityDetails(-1, ContentType.parseLenient(own.getContentType()));
        return new Head(informational, response, other, context);
    }

    /** Of a response that came over no wire. */
    static Head of(Response response, HttpContext context) {
        BasicHttpResponse answer = new BasicHttpResponse(response.status(), EnglishReasonPhraseCatalog.INSTANCE, null);
        String contentType = null;
        for (Header header : response.headers()) {
            answer.addHeader(header.name(), header.value());
            contentType = header.name().equalsIgnoreCase("content-type") ? header.value() : contentType;
        }
        EntityDetails entity = new BasicEntityDetails(
                response.body().length, contentType == null ? null : ContentType.parseLenient(contentType));
        return new Head(List.of(), answer, entity, context);
    }
}
