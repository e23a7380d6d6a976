package dev.breakwater.weaving;

import dev.breakwater.client.AdapterReferences;
import dev.breakwater.client.ClientDescription;
import dev.breakwater.client.Clients;
import dev.breakwater.client.Reference;
import java.util.Map;
import java.util.TreeMap;

/** What each adapter needs of its client, listed by the build. */
public final class ReferenceLists {
    private ReferenceLists() {}

    /** The lists of all adapters, by their names as resources. */
    public static Map<String, byte[]> all() {
        AdapterReferences references =
                new AdapterReferences(ReferenceLists.class.getClassLoader(), ReferenceReader::read);
        Map<String, byte[]> lists = new TreeMap<>();
        for (ClientDescription client : Clients.all()) {
            lists.put(AdapterReferences.listName(client.adapterClassName()), list(references, client));
        }
        return lists;
    }

    private static byte[] list(AdapterReferences references, ClientDescription client) {
        try {
            return Reference.toLines(references.followed(client.adapterClassName()));
        } catch (ClassNotFoundException incomplete) {
            throw new IllegalStateException(incomplete);
        }
    }
}
