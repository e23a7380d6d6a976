package dev.breakwater.dist;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The house rules of agent/README.md, kept by a machine. */
final class ArchitectureTest {
    private static final JavaClasses AGENT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.breakwater");

    /** Each foreign API is known to exactly one package. */
    @ParameterizedTest
    @CsvSource({
        "com.fasterxml.jackson.., dev.breakwater.json, dev.breakwater.json",
        "org.yaml.snakeyaml.., dev.breakwater.policy.yaml, dev.breakwater.policy.yaml",
        "io.github.resilience4j.., dev.breakwater.resilience.breaker, dev.breakwater.resilience.breaker",
        "io.github.bucket4j.., dev.breakwater.resilience.limit, dev.breakwater.resilience.limit",
        "net.bytebuddy.., dev.breakwater.weaving, dev.breakwater.dist.build",
        "picocli.., dev.breakwater.cli, dev.breakwater.cli",
        "io.opentelemetry.., dev.breakwater.telemetry, dev.breakwater.dist.otel",
    })
    void a_foreign_api_is_known_to_one_package(String api, String home, String otherHome) {
        check(noClasses()
                .that(resideInAPackage("dev.breakwater..")
                        .and(com.tngtech.archunit.base.DescribedPredicate.not(resideInAnyPackage(home, otherHome))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(api));
    }

    @Test
    void the_call_knows_neither_telemetry_nor_yaml() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.breakwater.call")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.breakwater.telemetry..", "dev.breakwater.policy.yaml..", "dev.breakwater.status.."));
    }

    @Test
    void messages_json_and_time_import_the_jdk_alone() {
        for (String leaf : List.of("dev.breakwater.message", "dev.breakwater.json", "dev.breakwater.time")) {
            check(noClasses()
                    .that()
                    .resideInAPackage(leaf)
                    .should()
                    .dependOnClassesThat(resideInAPackage("dev.breakwater..")
                            .and(com.tngtech.archunit.base.DescribedPredicate.not(resideInAPackage(leaf)))));
        }
    }

    @Test
    void resilience_never_sees_http() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.breakwater.resilience..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.breakwater.message..",
                        "dev.breakwater.dialect..",
                        "dev.breakwater.routing..",
                        "dev.breakwater.call..",
                        "dev.breakwater.policy.."));
    }

    @Test
    void no_dialect_knows_another() {
        check(slices().matching("dev.breakwater.dialect.(openai|anthropic|gemini|bedrock|ollama|generic)..")
                .should()
                .notDependOnEachOther());
    }

    @Test
    void no_client_knows_another() {
        check(slices().matching("dev.breakwater.client.(jdk|okhttp|apache4|apache5|urlconnection|webclient|awssdk)..")
                .should()
                .notDependOnEachOther());
    }

    /** One client with two adapters: each is linked by itself, so that what one lacks in a version cannot take the other along. */
    @Test
    void the_two_sides_of_apache_know_only_what_they_share() {
        theTwoSidesKnowOnlyWhatTheyShare("dev.breakwater.client.apache5");
        theTwoSidesKnowOnlyWhatTheyShare("dev.breakwater.client.apache4");
    }

    private static void theTwoSidesKnowOnlyWhatTheyShare(String classic) {
        String async = classic + ".async..";
        check(noClasses()
                .that()
                .resideInAPackage(classic)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(async));
        check(noClasses()
                .that()
                .resideInAPackage(async)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(classic));
        check(noClasses()
                .that()
                .resideInAPackage(classic + ".shared..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(classic, async));
    }

    @Test
    void the_large_packages_form_no_cycles() {
        check(slices().matching("dev.breakwater.(*)..").should().beFreeOfCycles());
    }

    @Test
    void nobody_imports_the_composition_root() {
        check(noClasses()
                .that(resideInAPackage("dev.breakwater..")
                        .and(com.tngtech.archunit.base.DescribedPredicate.not(
                                resideInAnyPackage("dev.breakwater.dist..", "dev.breakwater.cli.."))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.breakwater.dist.."));
    }

    @Test
    void nothing_of_the_agent_prints_on_standard_output_by_itself() {
        check(noClasses()
                .that(resideInAPackage("dev.breakwater..")
                        .and(com.tngtech.archunit.base.DescribedPredicate.not(
                                resideInAnyPackage("dev.breakwater.bootstrap..", "dev.breakwater.cli.."))))
                .should()
                .accessField(System.class, "out"));
    }

    @Test
    void no_source_file_is_longer_than_400_lines() throws IOException {
        Path agent = Path.of("..").toAbsolutePath().normalize();
        try (Stream<Path> files = Files.walk(agent)) {
            List<Path> long_ = files.filter(file -> file.toString().matches(".*/src/main/java/.*\\.java"))
                    .filter(file -> lines(file) > 400)
                    .toList();
            assertThat(long_).isEmpty();
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void check(ArchRule rule) {
        rule.check(AGENT);
    }
}
