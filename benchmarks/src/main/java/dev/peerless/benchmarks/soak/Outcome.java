package dev.peerless.benchmarks.soak;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** How the tests of a round, or of several, ended. */
final class Outcome implements TestExecutionListener {

    private final AtomicInteger ran = new AtomicInteger();
    private final AtomicInteger aborted = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest()) {
            ran.incrementAndGet();
        }
        switch (result.getStatus()) {
            case SUCCESSFUL -> {}
            case ABORTED -> aborted.incrementAndGet();
            case FAILED ->
                failures.add("  FAILED " + name(test.getUniqueIdObject()) + "\n"
                        + result.getThrowable()
                                .map(thrown -> thrown.toString().indent(4))
                                .orElse(""));
        }
    }

    private static String name(UniqueId id) {
        return id.getSegments().stream().skip(1).map(UniqueId.Segment::getValue).reduce("", (a, b) -> a + " / " + b);
    }

    void add(Outcome other) {
        ran.addAndGet(other.ran.get());
        aborted.addAndGet(other.aborted.get());
        failures.addAll(other.failures);
    }

    int ran() {
        return ran.get();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public String toString() {
        return ran + " tests, " + failures.size() + " failed, " + aborted + " aborted";
    }
}
