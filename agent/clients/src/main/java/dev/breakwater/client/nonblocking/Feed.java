package dev.breakwater.client.nonblocking;

import java.util.concurrent.Flow.Subscription;

/** Where the application's bytes come from at the moment: one attempt's answer. */
record Feed(LiveAttempt attempt, Subscription upstream, LimitTimer timer) {}
