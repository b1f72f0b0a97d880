package dev.peerless.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Objects;

/**
 * What this JVM holds at a moment.
 *
 * @param threads how many live
 * @param descriptors how many are open; 0 where the system does not tell
 * @param heap bytes in use after a collection
 */
record Held(int threads, long descriptors, long heap) {

    /** Those of the JVM and of other tests, which end by themselves. */
    static final int THREADS_THAT_COME_AND_GO = 5;

    private static final int DESCRIPTORS_THAT_COME_AND_GO = 20;
    private static final long HEAP_OF_OTHERS = 8 << 20;

    static Held now() {
        // What the first collection finds unreachable, the second one has cleaned up.
        System.gc();
        System.gc();
        return new Held(
                ManagementFactory.getThreadMXBean().getThreadCount(),
                ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                        ? unix.getOpenFileDescriptorCount()
                        : 0,
                heapAfterTheLastCollection());
    }

    /** What has been allocated since does not count: threads of the test may go on. */
    private static long heapAfterTheLastCollection() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getCollectionUsage)
                .filter(Objects::nonNull)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
    }

    void leaksNothingSince(Held before, long heapAtMost) {
        assertThat(threads).as("threads").isLessThanOrEqualTo(before.threads + THREADS_THAT_COME_AND_GO);
        assertThat(descriptors)
                .as("descriptors")
                .isLessThanOrEqualTo(before.descriptors + DESCRIPTORS_THAT_COME_AND_GO);
        assertThat(heap).as("heap").isLessThanOrEqualTo(before.heap + heapAtMost + HEAP_OF_OTHERS);
    }
}
