package dev.breakwater.bench.app;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this JVM has used so far. */
final class Usage {
    private static final Path TASKS = Path.of("/proc/self/task");

    private Usage() {}

    /** CPU time of all threads. The JVM's own figure comes in steps of ten milliseconds; the kernel keeps a finer one
     * of each thread; what a thread has used goes when it ends, so none that does work may end within a block. */
    static long cpuNanos() throws IOException {
        if (!Files.isDirectory(TASKS)) {
            var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            return system.getProcessCpuTime();
        }
        long sum = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                sum += cpuNanosOf(task);
            }
        }
        return sum;
    }

    private static long cpuNanosOf(Path task) {
        try {
            String schedule = Files.readString(task.resolve("schedstat"));
            return Long.parseLong(schedule.substring(0, schedule.indexOf(' ')));
        } catch (IOException ended) {
            return 0; // between the listing and the reading
        }
    }

    /** Heap after collection, metaspace, compiled code. */
    static String memory() {
        System.gc();
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long metaspace = 0;
        long code = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            long used = pool.getUsage().getUsed();
            if (pool.getName().equals("Metaspace")) {
                metaspace = used;
            } else if (pool.getType() == MemoryType.NON_HEAP && pool.getName().startsWith("Code")) {
                code += used;
            }
        }
        return heap + " " + metaspace + " " + code;
    }
}
