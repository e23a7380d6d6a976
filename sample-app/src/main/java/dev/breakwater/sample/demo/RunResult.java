package dev.breakwater.sample.demo;

import java.util.List;

/** All scenarios of one run. */
record RunResult(String title, List<ScenarioResult> scenarios) {

    RunResult {
        scenarios = List.copyOf(scenarios);
    }

    int calls() {
        return scenarios.stream().mapToInt(scenario -> scenario.calls().size()).sum();
    }

    int answered() {
        return scenarios.stream().mapToInt(ScenarioResult::answered).sum();
    }

    int failed() {
        return calls() - answered();
    }

    int leakedKeys() {
        return scenarios.stream().mapToInt(ScenarioResult::leakedKeys).sum();
    }
}
