package dev.breakwater.dialect.translation;

import dev.breakwater.message.Header;
import java.util.List;

/**
 * A call in an endpoint's own dialect.
 *
 * @param path what takes the place of the request's path below the endpoint's URL, with a leading slash
 * @param headersToDrop lower case
 * @param headersToSet content type and what the dialect cannot do without
 * @param answers how what comes back is said in the application's dialect
 */
public record TranslatedCall(
        String path, List<String> headersToDrop, List<Header> headersToSet, byte[] body, AnswerTranslation answers) {}
