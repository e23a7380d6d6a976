package dev.breakwater.client.webclient;

import dev.breakwater.client.nonblocking.LimitTimer;
import dev.breakwater.client.nonblocking.LiveAttempt;
import org.reactivestreams.Subscription;

/** Where the application's bytes come from at the moment: one attempt's answer. */
record Feed(LiveAttempt attempt, Subscription upstream, LimitTimer timer) {}
