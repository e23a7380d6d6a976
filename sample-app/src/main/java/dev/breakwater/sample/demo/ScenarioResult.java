package dev.breakwater.sample.demo;

import java.util.List;

/**
 * What became of a scenario's questions, and how often each provider was asked on their behalf.
 *
 * @param leakedKeys requests that showed one provider the other's key
 */
record ScenarioResult(String name, List<CallResult> calls, int primarySends, int fallbackSends, int leakedKeys) {

    ScenarioResult {
        calls = List.copyOf(calls);
    }

    int answered() {
        return (int) calls.stream().filter(CallResult::answered).count();
    }

    int failed() {
        return calls.size() - answered();
    }

    /** The time within which the given share of the calls had ended, well or badly. */
    long percentileMillis(int percent) {
        List<Long> sorted = calls.stream().map(CallResult::millis).sorted().toList();
        int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
        return sorted.isEmpty() ? 0 : sorted.get(Math.max(rank, 1) - 1);
    }
}
