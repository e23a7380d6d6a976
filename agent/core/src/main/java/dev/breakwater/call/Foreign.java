package dev.breakwater.call;

import dev.breakwater.dialect.Dialect;
import dev.breakwater.dialect.RequestFacts;
import dev.breakwater.dialect.translation.AnswerTranslation;

/**
 * What an attempt is that is sent in another dialect than the application's.
 *
 * @param facts of the request as it is sent
 * @param answers what turns the answer into the application's dialect
 */
record Foreign(Dialect dialect, RequestFacts facts, AnswerTranslation answers) {}
