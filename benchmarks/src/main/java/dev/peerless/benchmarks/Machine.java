package dev.peerless.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** What the figures depend on. */
final class Machine {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private Machine() {}

    static String describe() {
        return "%d cores, %s %s, JDK %s (%s), %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("java.vm.version"),
                        System.getProperty("java.vendor"),
                        load());
    }

    /** How busy the machine is, these programs included: what makes figures of different runs hard to compare. */
    static String load() {
        return String.format(Locale.ROOT, "load average %.1f", SYSTEM.getSystemLoadAverage());
    }

    /** How many descriptors this process may open; on Unix a JVM raises its own limit as far as it may. */
    static long descriptorLimit() {
        return SYSTEM instanceof UnixOperatingSystemMXBean unix ? unix.getMaxFileDescriptorCount() : Long.MAX_VALUE;
    }

    /** How many descriptors this process has open; as many as one likes where the system does not tell. */
    static long openDescriptors() {
        try {
            return SYSTEM instanceof UnixOperatingSystemMXBean unix
                    ? unix.getOpenFileDescriptorCount()
                    : Long.MAX_VALUE;
        } catch (InternalError noneLeftToCountThem) {
            return descriptorLimit();
        }
    }

    /** Processor time of all threads of this process, in nanoseconds and steps of some milliseconds. */
    static long processCpu() {
        return SYSTEM.getProcessCpuTime();
    }

    static long threadCpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** What survives garbage collection, in bytes. */
    @SuppressWarnings("SystemGc") // what survives is what is measured
    static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
