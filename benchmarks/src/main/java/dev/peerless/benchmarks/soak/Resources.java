package dev.peerless.benchmarks.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.stream.Stream;

/**
 * What this JVM holds between two rounds. A listening port is a descriptor.
 *
 * @param threads how many live, without those that the runtime and JUnit keep
 * @param descriptors how many are open; 0 where the system does not tell
 * @param heap bytes in use after a collection
 */
record Resources(long threads, long descriptors, long heap) {

    // What the caches of libraries take in the course of time; a peer that leaked would cost kilobytes each, a round
    // has thousands.
    private static final long HEAP_SLACK = 16L << 20;
    private static final long DESCRIPTOR_SLACK = 4;

    static Resources now() {
        System.gc();
        var runtime = Runtime.getRuntime();
        long threads = Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> Stream.of("ForkJoinPool", "busy-core", "Reference Handler", "Common-Cleaner")
                        .noneMatch(name::startsWith))
                .count();
        long descriptors = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
        return new Resources(threads, descriptors, runtime.totalMemory() - runtime.freeMemory());
    }

    /** Says what has grown; empty if nothing has. */
    String growthSince(Resources warm) {
        var grown = new ArrayList<String>();
        if (threads > warm.threads) {
            grown.add("threads grew from " + warm.threads + " to " + threads);
        }
        if (descriptors > warm.descriptors + DESCRIPTOR_SLACK) {
            grown.add("descriptors grew from " + warm.descriptors + " to " + descriptors);
        }
        if (heap > warm.heap + HEAP_SLACK) {
            grown.add("the heap grew from " + mib(warm.heap) + " to " + mib(heap) + " MiB");
        }
        return String.join(", ", grown);
    }

    private static long mib(long bytes) {
        return bytes >> 20;
    }

    @Override
    public String toString() {
        return threads + " threads, " + descriptors + " descriptors, " + mib(heap) + " MiB of heap";
    }
}
