package dev.breakwater.wall.soak;

/**
 * What an idle application holds after a full collection.
 *
 * @param answered how many of the last round's calls were answered whole
 * @param connections that its providers have open
 */
record Footprint(int answered, int threads, int classes, long heapBytes, int files, int connections) {
    private static final int MORE_THREADS = 8;
    /** Lambdas and proxies of seldom ways through the code still come one by one after thousands of calls. */
    private static final int MORE_CLASSES = 150;

    private static final long MORE_HEAP_BYTES = 6L << 20;
    /** Each caller may come to hold a connection to either provider. */
    private static final int MORE_FILES = 24;

    static Footprint parse(String line, int connections) {
        String[] parts = line.split(" ", -1);
        return new Footprint(
                Integer.parseInt(parts[0]),
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]),
                Long.parseLong(parts[3]),
                Integer.parseInt(parts[4]),
                connections);
    }

    /** Whether something has grown since, by more than it varies anyway. */
    boolean outgrows(Footprint before) {
        return threads > before.threads + MORE_THREADS
                || classes > before.classes + MORE_CLASSES
                || heapBytes > before.heapBytes + MORE_HEAP_BYTES
                || files > before.files + MORE_FILES
                || connections > before.connections + MORE_FILES;
    }

    @Override
    public String toString() {
        return "%d threads, %d classes, %.1f MiB heap, %d files, %d connections"
                .formatted(threads, classes, heapBytes / 1048576.0, files, connections);
    }
}
