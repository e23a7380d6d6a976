package dev.breakwater.sample.demo;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What to demonstrate.
 *
 * @param title of this run in the tables
 * @param calls in each scenario
 * @param primaryKey the application's own key, the only one that the primary may see
 * @param fallbackKey the only key that the fallback accepts
 * @param failOnUnanswered whether a run by itself ends badly when a call was not answered
 * @param saveTo where this run's results go; not saved when null
 * @param compareWith an earlier run's results; this run is reported by itself when null
 */
@ConfigurationProperties("demo")
record DemoProperties(
        String title,
        int calls,
        int primaryPort,
        int fallbackPort,
        String primaryKey,
        String fallbackKey,
        boolean failOnUnanswered,
        @Nullable Path saveTo,
        @Nullable Path compareWith) {}
