package dev.breakwater.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardsTest {
    @ParameterizedTest
    @ValueSource(strings = {"java.base", "jdk.compiler", "jdk.jartool", "jdk.jcmd", "java.rmi"})
    void the_jdks_own_main_modules_are_tools(String module) {
        assertThat(Guards.isJdkTool(module)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.example.app", "javax.shop", "jdkfans.app"})
    void an_applications_main_module_is_not(String module) {
        assertThat(Guards.isJdkTool(module)).isFalse();
    }

    @Test
    void a_main_class_on_the_class_path_is_not() {
        assertThat(Guards.isJdkTool(null)).isFalse();
    }
}
