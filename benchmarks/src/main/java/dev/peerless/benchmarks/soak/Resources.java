package dev.peerless.benchmarks.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

/**
 * What this JVM holds between two rounds. A listening port is a descriptor.
 *
 * @param threads how many live
 * @param descriptors how many are open; 0 where the system does not tell
 * @param heap MiB in use after a collection
 */
record Resources(long threads, long descriptors, long heap) {

    // Its selector wakes at least every three seconds, and ends then if nobody holds the client any more.
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    /**
     * Gives what is held once the garbage collector has done its work. Before JDK 21 an {@code HttpClient} cannot be closed:
     * its selector, two descriptors and some threads, ends some seconds after the last reference to it. So those threads
     * are waited for; the ones of a client that is still held are counted after that.
     */
    static Resources settled() throws InterruptedException {
        long start = System.nanoTime();
        System.gc();
        for (var selectors = selectors(); !selectors.isEmpty(); selectors = selectors()) {
            long left = PATIENCE.toMillis() - (System.nanoTime() - start) / 1_000_000;
            if (left <= 0) {
                break;
            }
            selectors.get(0).join(left);
            System.gc();
        }
        return now();
    }

    private static List<Thread> selectors() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("HttpClient-\\d+-SelectorManager"))
                .toList();
    }

    private static Resources now() {
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
