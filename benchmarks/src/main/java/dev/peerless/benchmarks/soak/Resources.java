package dev.peerless.benchmarks.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this JVM holds between two rounds. A listening port is a descriptor.
 *
 * @param threads how many live
 * @param descriptors how many are open; 0 where the system does not tell
 * @param heap MiB in use after a collection
 */
record Resources(long threads, long descriptors, long heap) {

    static Resources now() {
        System.gc();
        var runtime = Runtime.getRuntime();
        long descriptors = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
        return new Resources(
                Thread.getAllStackTraces().size(), descriptors, (runtime.totalMemory() - runtime.freeMemory()) >> 20);
    }

    @Override
    public String toString() {
        return threads + " threads, " + descriptors + " descriptors, " + heap + " MiB of heap";
    }
}
