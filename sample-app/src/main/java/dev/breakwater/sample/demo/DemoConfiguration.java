package dev.breakwater.sample.demo;

import dev.breakwater.testing.FaultProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import tools.jackson.databind.json.JsonMapper;

/** Two providers on loopback and the run that plays the scenarios against them. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoConfiguration {

    @Bean
    FaultProvider primary(DemoProperties demo) {
        return FaultProvider.start(demo.primaryPort()).named("primary").saying(Scenario.ANSWER_TOKENS);
    }

    @Bean
    FaultProvider fallback(DemoProperties demo) {
        return FaultProvider.start(demo.fallbackPort()).named("fallback").saying(Scenario.ANSWER_TOKENS);
    }

    @Bean
    Providers providers(FaultProvider primary, FaultProvider fallback, DemoProperties demo) {
        return new Providers(primary, fallback, demo.primaryKey(), demo.fallbackKey());
    }

    @Bean
    DemoRun demoRun(DemoProperties demo, Providers providers, JsonMapper json) {
        return new DemoRun(demo, providers, new ResultFile(json));
    }
}
