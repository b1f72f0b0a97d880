package dev.peerless.benchmarks.soak;

import java.util.List;
import java.util.stream.IntStream;

/** A thread for each core that does nothing but compute, until it is closed. */
final class BusyCores implements AutoCloseable {

    private volatile boolean done;
    private final List<Thread> threads;

    BusyCores() {
        threads = IntStream.range(0, Runtime.getRuntime().availableProcessors())
                .mapToObj(core -> new Thread(this::compute, "busy-core-" + core))
                .toList();
        threads.forEach(thread -> {
            thread.setDaemon(true);
            thread.start();
        });
    }

    private void compute() {
        while (!done) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        done = true;
    }

    @Override
    public String toString() {
        return threads.size() + " busy threads";
    }
}
