package dev.breakwater.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StringScanTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "\",0",
                "ab\"c\",2",
                "longer than eight\",17",
                "\\\"\",2",
                "ü\"x,2",
                "ab,-1",
                "ab\\\",-1",
                "a\\x\",-1",
                "\\u12g4\",-1"
            })
    void says_where_a_string_ends_and_whether_it_does(String content, int end) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);

        assertThat(new StringScan().end(bytes, 0, bytes.length)).isEqualTo(end);
    }
}
