package dev.peerless.assertions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.junit.CapturesLog;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.SocketException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is captured of the two streams of a console. */
@CapturesLog
class CapturedConsoleTest {

    private static final SocketException BROKEN_PIPE = new SocketException("Broken pipe");

    @Test
    void takesWhatIsPrintedOnBoth() {
        try (var log = CapturedLog.start()) {
            System.out.println("to out");
            System.err.println("to err");
            System.out.printf("%s%n", "grüße");
            assertThat(log.lines()).containsExactly("to out", "to err", "grüße");
        }
    }

    @Test
    void passesItOn() {
        var console = new ByteArrayOutputStream();
        var before = System.out;
        System.setOut(new PrintStream(console, true));
        try (var log = CapturedLog.start()) {
            System.out.print("passed on");
            System.out.flush();
            assertThat(console).hasToString("passed on");
            assertThat(log.lines()).isEmpty();
        } finally {
            System.setOut(before);
        }
    }

    @Test
    void putsTogetherWhatIsPrintedInParts() {
        var log = CapturedLog.start();
        try (log) {
            System.out.print("in ");
            System.out.write('p');
            System.out.println("arts");
            System.out.print("without an end");
            assertThat(log.lines()).containsExactly("in parts");
        }
        assertThat(log.lines()).containsExactly("in parts", "without an end");
    }

    @Test
    void takesAStackTraceToTheLineBefore() {
        try (var log = CapturedLog.start()) {
            var lost = new IllegalStateException("lost", BROKEN_PIPE);
            lost.printStackTrace();
            System.err.println("and on");
            assertThat(log.lines()).containsExactly("java.lang.IllegalStateException: lost", "and on");
            assertThat(log.snapshot().entries().get(0).trace()).isEqualTo(LoggedTrace.of(lost));
        }
    }

    @Test
    void keepsThreadsApart() throws Exception {
        try (var log = CapturedLog.start()) {
            var barrier = new CyclicBarrier(2);
            var other = new Thread(() -> inTurn(barrier, "\tat com.example.Other.run(Other.java:2)", 1));
            System.out.println("java.io.IOException: here");
            other.start();
            inTurn(barrier, "\tat com.example.Here.run(Here.java:1)", 0);
            other.join();
            assertThat(log.lines())
                    .containsExactly("java.io.IOException: here", "\tat com.example.Other.run(Other.java:2)");
        }
    }

    private static void inTurn(CyclicBarrier barrier, String line, int turn) {
        try {
            for (int i = 0; i < 2; i++) {
                if (i == turn) {
                    System.out.println(line);
                }
                barrier.await(30, TimeUnit.SECONDS);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void givesItBack() {
        var out = System.out;
        var err = System.err;
        CapturedLog.start().close();
        assertThat(System.out).isSameAs(out);
        assertThat(System.err).isSameAs(err);
    }

    @Test
    void givesItBackInAnyOrder() {
        var out = System.out;
        var first = CapturedLog.start();
        var second = CapturedLog.start();
        System.out.println("both");
        first.close();
        System.out.println("second alone");
        second.close();
        assertThat(System.out).isSameAs(out);
        assertThat(first.lines()).containsExactly("both");
        assertThat(second.lines()).containsExactly("both", "second alone");
    }
}
