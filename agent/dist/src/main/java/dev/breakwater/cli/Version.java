package dev.breakwater.cli;

import dev.breakwater.bootstrap.Log;
import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest names. */
final class Version implements IVersionProvider {
    static String text() {
        // The manifest describes the classes at the jar's root; those of the isolated loader have none.
        String version = Log.class.getPackage().getImplementationVersion();
        return "breakwater " + (version == null ? "(not run from its jar)" : version);
    }

    @Override
    public String[] getVersion() {
        return new String[] {text()};
    }
}
