package dev.peerless.internal.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeartbeatScheduleTest {

    private static final long BEGIN = 1_000;
    private static final long EVERY = 100;

    private final HeartbeatSchedule schedule = new HeartbeatSchedule(BEGIN, EVERY, Long.MAX_VALUE);

    @Test
    void theFirstIsDueAnIntervalAfterTheBeginning() {
        assertThat(schedule.next()).isEqualTo(1_100);
        assertThat(schedule.passed(1_099, true)).isFalse();
        assertThat(schedule.passed(1_100, true)).isTrue();
        assertThat(schedule.next()).isEqualTo(1_200);
    }

    @Test
    void oneThatIsLateDoesNotDelayTheNext() {
        for (int n = 1; n <= 1000; n++) {
            assertThat(schedule.next()).isEqualTo(BEGIN + n * EVERY);
            assertThat(schedule.passed(BEGIN + n * EVERY + n % EVERY, true)).isTrue();
        }
    }

    @Test
    void severalThatAreLateComeAsOne() {
        assertThat(schedule.passed(1_437, true)).isTrue();
        assertThat(schedule.passed(1_437, true)).isFalse();
        assertThat(schedule.next()).isEqualTo(1_500);
    }

    @Test
    void oneThatCannotBeSentIsLeftOut() {
        assertThat(schedule.passed(1_100, false)).isFalse();
        assertThat(schedule.passed(1_150, true)).isFalse();
        assertThat(schedule.next()).isEqualTo(1_200);
    }

    @Test
    void thereAreSoManyAndNotMore() {
        var two = new HeartbeatSchedule(BEGIN, EVERY, 2);

        assertThat(two.passed(1_100, true)).isTrue();
        assertThat(two.passed(1_200, false)).isFalse();
        assertThat(two.passed(1_300, true)).isTrue();
        assertThat(two.next()).isEqualTo(FaultScript.NEVER);
        assertThat(two.passed(1_400, true)).isFalse();
    }

    @Test
    void theClockMayBeginBelowZero() {
        var early = new HeartbeatSchedule(-150, EVERY, 5);

        assertThat(early.next()).isEqualTo(-50);
        assertThat(early.passed(-50, true)).isTrue();
        assertThat(early.next()).isEqualTo(50);
    }

    @Test
    void anIntervalBeyondTheClockNeverPasses() {
        assertThat(new HeartbeatSchedule(BEGIN, Long.MAX_VALUE, 1).next()).isEqualTo(FaultScript.NEVER);
        var last = new HeartbeatSchedule(BEGIN, Long.MAX_VALUE - BEGIN - 1, 2);
        assertThat(last.passed(Long.MAX_VALUE - 1, true)).isTrue();
        assertThat(last.next()).isEqualTo(FaultScript.NEVER);
    }
}
