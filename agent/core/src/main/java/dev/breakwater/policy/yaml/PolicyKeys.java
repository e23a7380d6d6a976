package dev.breakwater.policy.yaml;

import java.util.List;
import java.util.Map;

/** The keys of the file's top level, and with them the whole grammar. */
final class PolicyKeys {
    static final Key<Map<String, View>> UPSTREAMS = Key.of(
            "upstreams",
            new Shape.MapOf<>(UpstreamKeys.SECTION),
            "required",
            "The hosts that the application calls, by a name of yours or a well-known one.");

    static final Key<String> PRICES =
            Key.of("prices", TextTypes.TEXT, "the built-in price table", "Overrides the built-in price table.");

    static final Key<Boolean> CAPTURE_CONTENT = Key.of(
            "capture-content", ValueTypes.BOOLEAN, "false", "Whether prompts and answers are recorded on spans.");
    static final Section TELEMETRY_SECTION = new Section(List.of(CAPTURE_CONTENT));
    static final Key<View> TELEMETRY = Key.of(
            "telemetry",
            TELEMETRY_SECTION,
            "on",
            "Exporters, endpoint, service name and sampling are the standard OTEL_* settings.");

    static final Section ADMIN_SECTION = new Section(
            List.of(Key.of("port", ValueTypes.integer(1, 65_535), "required", "Listens on 127.0.0.1 alone.")));
    static final Key<View> ADMIN = Key.of("admin", ADMIN_SECTION, "off", "A live dashboard and JSON status.");

    static final Section SLACK_SECTION =
            new Section(List.of(Key.of("webhook", TextTypes.SECRET_URL, "required", "Where messages go.")));
    static final Section PAGERDUTY_SECTION =
            new Section(List.of(Key.of("routing-key", TextTypes.SECRET, "required", "The integration's key.")));
    static final Section WEBHOOK_SECTION = new Section(
            List.of(Key.of("url", TextTypes.SECRET_URL, "required", "Gets each alert as a JSON document.")));
    static final Section ALERTS_SECTION = new Section(List.of(
            Key.of("slack", SLACK_SECTION, "off", "Alerts to a Slack channel."),
            Key.of("pagerduty", PAGERDUTY_SECTION, "off", "Alerts to PagerDuty."),
            Key.of("webhook", WEBHOOK_SECTION, "off", "Alerts to a URL of yours."),
            Key.of(
                    "on",
                    new Shape.ListOf<>(new Shape.Leaf<>(ValueTypes.word(
                            "circuit-open",
                            "key-rejected",
                            "failover",
                            "budget",
                            "error-rate",
                            "latency",
                            "rollback"))),
                    "all",
                    "What is worth an alert."),
            Key.of("error-rate", ValueTypes.PERCENTAGE, "off", "The share of failed calls from which on to alert."),
            Key.of("p95-latency", ValueTypes.POSITIVE_DURATION, "off", "The 95th percentile from which on to alert."),
            Key.of(
                    "repeat-after",
                    ValueTypes.POSITIVE_DURATION,
                    "15m",
                    "The same alert is sent again only after this long.")));
    static final Key<View> ALERTS =
            Key.of("alerts", ALERTS_SECTION, "off", "Messages to people; deduplicated, never on the calling thread.");

    static final Section SECTION = new Section(List.of(UPSTREAMS, PRICES, ALERTS, TELEMETRY, ADMIN));

    private PolicyKeys() {}
}
