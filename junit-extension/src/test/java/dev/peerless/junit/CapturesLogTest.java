package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class CapturesLogTest {

    private static final AtomicInteger RUNNING = new AtomicInteger();
    private static final AtomicInteger MOST_AT_ONCE = new AtomicInteger();

    @BeforeEach
    void forget() {
        RUNNING.set(0);
        MOST_AT_ONCE.set(0);
    }

    @Test
    void aMethodRunsWhileNoOtherTestDoes() {
        InnerRun.of(OneOfThem.class, Others.class).succeeded(2 + 2 * 8);

        assertThat(MOST_AT_ONCE).as("others at once").hasValueGreaterThan(1);
    }

    @Test
    void soDoAllOfAClass() {
        InnerRun.of(All.class, Others.class).succeeded(4 + 8);
    }

    /** Long enough for others to come in between. */
    private static void alone() {
        work(() -> assertThat(RUNNING).hasValue(1));
    }

    private static void work(Runnable meanwhile) {
        MOST_AT_ONCE.accumulateAndGet(RUNNING.incrementAndGet(), Math::max);
        try {
            long from = System.nanoTime();
            while (System.nanoTime() - from < Duration.ofMillis(20).toNanos()) {
                meanwhile.run();
                Thread.onSpinWait();
            }
        } finally {
            RUNNING.decrementAndGet();
        }
    }

    static class OneOfThem {

        @RepeatedTest(2)
        @CapturesLog
        void captures() {
            alone();
        }

        @RepeatedTest(8)
        void works() {
            work(() -> {});
        }
    }

    @CapturesLog
    static class All {

        @RepeatedTest(4)
        void captures() {
            alone();
        }
    }

    static class Others {

        @RepeatedTest(8)
        void works() {
            work(() -> {});
        }
    }
}
