package dev.breakwater.client.webclient;

import org.reactivestreams.Subscription;

/** Where the application's bytes come from at the moment: one attempt's answer. */
record Feed(LiveAttempt attempt, Subscription upstream, LimitTimer timer) {}
