package dev.breakwater.client;

import java.util.List;

/**
 * One HTTP client: plain data.
 *
 * @param name as users know it, for messages
 * @param adapterClassName the adapter; all classes of its package belong to it
 * @param hooks where the client is hooked
 */
public record ClientDescription(String name, String adapterClassName, List<HookPoint> hooks) {
    /** Describes a client whose adapter lies in a package below this one. */
    static ClientDescription of(String name, String adapter, HookPoint... hooks) {
        return new ClientDescription(name, ClientDescription.class.getPackageName() + "." + adapter, List.of(hooks));
    }
}
