package dev.breakwater.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.client.ClientDescription;
import dev.breakwater.client.Clients;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReferenceListsTest {
    private final Map<String, byte[]> lists = ReferenceLists.all();

    @Test
    void every_adapter_has_its_list() {
        assertThat(lists).hasSameSizeAs(Clients.all());
        for (ClientDescription client : Clients.all()) {
            assertThat(lists).containsKey("dev/breakwater/references/" + client.adapterClassName());
        }
    }

    @Test
    void a_list_names_classes_and_members_of_the_client_alone() {
        String okhttp = new String(
                lists.get("dev/breakwater/references/dev.breakwater.client.okhttp.OkHttpAdapter"),
                StandardCharsets.UTF_8);

        assertThat(okhttp.lines())
                .contains("okhttp3.Call", "okhttp3.Interceptor$Chain call ()Lokhttp3/Call;")
                .noneMatch(line -> line.startsWith("java.") || line.startsWith("dev.breakwater."));
    }
}
