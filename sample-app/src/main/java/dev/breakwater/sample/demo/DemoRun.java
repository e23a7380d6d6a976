package dev.breakwater.sample.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;

/** Plays every scenario once the service is up, prints what happened and ends the process. */
final class DemoRun {

    private static final int WARM_UP_CALLS = 8;

    /** Not 1: that is what a JVM ends with when it could not even start. */
    private static final int NOT_AS_PROMISED = 3;

    private final DemoProperties demo;
    private final Providers providers;
    private final ResultFile resultFile;

    DemoRun(DemoProperties demo, Providers providers, ResultFile resultFile) {
        this.demo = demo;
        this.providers = providers;
        this.resultFile = resultFile;
    }

    @EventListener
    void onReady(ApplicationReadyEvent ready) throws InterruptedException {
        ConfigurableApplicationContext service = ready.getApplicationContext();
        int port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        RunResult result;
        try (Traffic traffic = new Traffic(port)) {
            result = play(traffic);
        }
        ExitCodeGenerator verdict = () -> report(result);
        System.exit(SpringApplication.exit(service, verdict));
    }

    private RunResult play(Traffic traffic) throws InterruptedException {
        System.out.println(demo.title() + ":");
        providers.misbehave(Scenario.all().get(0).fault());
        traffic.ask(WARM_UP_CALLS, "warm-up");
        List<Scenario> scenarios = Scenario.all();
        List<ScenarioResult> results = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            ScenarioResult result = play(scenario, traffic);
            results.add(result);
            System.out.printf(
                    Locale.ROOT,
                    "  [%2d/%d] %-38s %d of %d answered%n",
                    results.size(),
                    scenarios.size(),
                    scenario.name(),
                    result.answered(),
                    result.calls().size());
        }
        return new RunResult(demo.title(), results);
    }

    private ScenarioResult play(Scenario scenario, Traffic traffic) throws InterruptedException {
        providers.misbehave(scenario.fault());
        List<CallResult> calls = traffic.ask(demo.calls(), scenario.model());
        return new ScenarioResult(
                scenario.name(), calls, providers.primarySends(), providers.fallbackSends(), providers.leakedKeys());
    }

    private int report(RunResult result) {
        Path saveTo = demo.saveTo();
        if (saveTo != null) {
            resultFile.write(result, saveTo);
        }
        Path compareWith = demo.compareWith();
        if (compareWith == null) {
            System.out.print(saveTo == null ? TrafficReport.of(result) : "");
            return demo.failOnUnanswered() && result.failed() > 0 ? NOT_AS_PROMISED : 0;
        }
        Comparison comparison = new Comparison(resultFile.read(compareWith), result);
        System.out.print(TrafficReport.of(comparison));
        return comparison.convincing() ? 0 : NOT_AS_PROMISED;
    }
}
