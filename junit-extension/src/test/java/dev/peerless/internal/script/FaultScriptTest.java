package dev.peerless.internal.script;

import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.fault.Trigger.afterSending;
import static dev.peerless.fault.Trigger.connectedFor;
import static dev.peerless.fault.Trigger.idleFor;
import static dev.peerless.fault.Trigger.onConnect;
import static dev.peerless.fault.Trigger.onDemand;
import static dev.peerless.fault.Trigger.receivingAfterIdle;
import static dev.peerless.fault.Trigger.whenReceived;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.fault.TlsFailure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FaultScriptTest {

    private static final long START = -7_000_000_000L;

    private static FaultScript script(Fault... faults) {
        return new FaultScript(List.of(faults), 1, START);
    }

    private static long at(long millis) {
        return START + millis * 1_000_000;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Nested
    class OnConnect {

        @Test
        void strikesOnConnectAndNeverAgain() {
            var fault = Fault.halfClose(onConnect());
            var script = script(fault);

            assertThat(script.connected()).containsExactly(fault);
            assertThat(script.connected()).isEmpty();
        }

        @Test
        void concernsItsConnectionsAlone() {
            var fault = Fault.reset(onConnect()).on("2");

            assertThat(new FaultScript(List.of(fault), 1, START).connected()).isEmpty();
            assertThat(new FaultScript(List.of(fault), 2, START).connected()).containsExactly(fault);
        }

        @Test
        void leavesAloneWhatHappensFromTheStart() {
            var script = script(Fault.refuse());

            assertThat(script.connected()).isEmpty();
            assertThat(script.progress(Fault.refuse(), START)).isEmpty();
        }
    }

    @Nested
    class ReceivedAfterIdle {

        private final Fault fault = Fault.stall(receivingAfterIdle(Duration.ofMillis(5)));

        @Test
        void letsNothingPassAndThenEverything() {
            var script = script(fault);

            assertThat(script.received(bytes("abc"), at(4))).isEqualTo(new Cut(3, List.of()));
            assertThat(script.received(bytes("abc"), at(8))).isEqualTo(new Cut(3, List.of()));
            assertThat(script.received(bytes("abc"), at(13))).isEqualTo(new Cut(0, List.of(fault)));
            assertThat(script.received(bytes("abc"), at(13))).isEqualTo(new Cut(3, List.of()));
            assertThat(script.received(bytes("abc"), at(30))).isEqualTo(new Cut(3, List.of()));
        }

        @Test
        void letsPassWhatIsLongAfterItWasTakenBack() {
            var script = script(fault);
            script.disarm(fault);

            assertThat(script.received(bytes("abc"), at(30))).isEqualTo(new Cut(3, List.of()));
        }

        @Test
        void countsWhatIsSentAsLife() {
            var script = script(fault);
            script.sent(1, at(4));

            assertThat(script.received(bytes("abc"), at(8))).isEqualTo(new Cut(3, List.of()));
        }
    }

    @Nested
    class Received {

        private final Fault fault = Fault.reset(afterReceiving(16));

        @Test
        void cutsAtTheThresholdExactly() {
            var script = script(fault);

            assertThat(script.received(bytes("0123456789"), at(1))).isEqualTo(new Cut(10, List.of()));
            assertThat(script.received(bytes("abcdefghij"), at(2))).isEqualTo(new Cut(6, List.of(fault)));
        }

        @Test
        void cutsAtEveryThresholdInTurn() {
            var later = Fault.reset(afterReceiving(7));
            var sooner = Fault.stall(afterReceiving(3));
            var script = script(later, sooner);

            assertThat(script.received(bytes("0123456789"), at(1))).isEqualTo(new Cut(3, List.of(sooner)));
            assertThat(script.received(bytes("3456789"), at(1))).isEqualTo(new Cut(4, List.of(later)));
        }

        @Test
        void cutsAHandshakeAtItsFirstByte() {
            var handshake = Fault.failTls(TlsFailure.RESET);
            var script = script(fault, handshake);

            assertThat(script.received(bytes("\26abcdefghi"), at(1))).isEqualTo(new Cut(1, List.of(handshake)));
        }

        @Test
        void takesPlaintextForNoHandshake() {
            var script = script(Fault.failTls(TlsFailure.RESET));

            assertThat(script.received(bytes("0"), at(1))).isEqualTo(new Cut(1, List.of()));
            assertThat(script.received(bytes("\26abcdefghi"), at(1))).isEqualTo(new Cut(10, List.of()));
        }

        @Test
        void doesNotCutAHandshakeThatHadBegunBefore() {
            var script = script();
            script.received(bytes("0"), at(1));
            script.arm(Fault.failTls(TlsFailure.RESET), at(2));

            assertThat(script.received(bytes("123456789"), at(3))).isEqualTo(new Cut(9, List.of()));
        }

        @Test
        void letsEverythingPassAfterTheConnectionIsOver() {
            var script = script(fault);
            script.ended(at(1));

            assertThat(script.received(bytes("x".repeat(100)), at(2))).isEqualTo(new Cut(100, List.of()));
        }

        @Test
        void countsFromWhereTheBufferStands() {
            var script = script(Fault.reset(afterReceiving(2)));

            assertThat(script.received(bytes("0123456789").position(7), at(1)).passing())
                    .isEqualTo(2);
        }
    }

    @Nested
    class Sent {

        private final Fault fault = Fault.close(afterSending(10));

        @Test
        void allowsWhatIsLeftUpToTheThreshold() {
            var script = script(fault, Fault.reset(afterSending(25)));

            assertThat(script.sendAllowance()).isEqualTo(10);
            assertThat(script.sent(4, at(1))).isEmpty();
            assertThat(script.sendAllowance()).isEqualTo(6);
        }

        @Test
        void strikesAtTheThresholdExactly() {
            var script = script(fault);

            assertThat(script.sent(9, at(1))).isEmpty();
            assertThat(script.sent(1, at(2))).containsExactly(fault);
        }

        @Test
        void allowsEverythingOnceNothingIsPending() {
            var script = script(Fault.halfClose(afterSending(1)));
            script.sent(1, at(1));

            assertThat(script.sendAllowance()).isEqualTo(Long.MAX_VALUE);
            assertThat(script().sendAllowance()).isEqualTo(Long.MAX_VALUE);
        }
    }

    @Nested
    class Patterns {

        @Test
        void strikeBehindTheirLastByte() {
            var fault = Fault.reset(whenReceived("QUIT\r\n"));

            assertThat(script(fault).received(bytes("NOOP\r\nQUIT\r\nNOOP\r\n"), at(1)))
                    .isEqualTo(new Cut(12, List.of(fault)));
        }

        @Test
        void areFoundAcrossReads() {
            var fault = Fault.reset(whenReceived("QUIT\r\n"));
            var script = script(fault);

            assertThat(script.received(bytes("QUI"), at(1))).isEqualTo(new Cut(3, List.of()));
            assertThat(script.received(bytes("T\r"), at(2))).isEqualTo(new Cut(2, List.of()));
            assertThat(script.received(bytes("\nmore"), at(3))).isEqualTo(new Cut(1, List.of(fault)));
        }

        @Test
        void strikeTogetherWhereTheyEndTogether() {
            var longer = Fault.stall(whenReceived("abc"));
            var shorter = Fault.reset(whenReceived("bc"));

            assertThat(script(longer, shorter).received(bytes("xabcx"), at(1)))
                    .isEqualTo(new Cut(4, List.of(longer, shorter)));
        }

        @Test
        void doNotSeeBytesBeyondAThreshold() {
            var pattern = Fault.reset(whenReceived("cd"));
            var threshold = Fault.stall(afterReceiving(3));
            var script = script(pattern, threshold);

            assertThat(script.received(bytes("abcdef"), at(1))).isEqualTo(new Cut(3, List.of(threshold)));
            assertThat(script.received(bytes("def"), at(1))).isEqualTo(new Cut(1, List.of(pattern)));
        }
    }

    @Nested
    class Time {

        @Test
        void anAgeIsReachedWhateverPasses() {
            var fault = Fault.reset(connectedFor(Duration.ofMillis(300)));
            var script = script(fault);
            script.received(bytes("x"), at(299));

            assertThat(script.nextDeadline()).isEqualTo(at(300));
            assertThat(script.passed(at(300) - 1)).isEmpty();
            assertThat(script.passed(at(300))).containsExactly(fault);
            assertThat(script.nextDeadline()).isEqualTo(FaultScript.NEVER);
        }

        @Test
        void idlenessBeginsAnewWithEveryByteInEitherDirection() {
            var fault = Fault.reset(idleFor(Duration.ofMillis(100)));
            var script = script(fault);
            script.received(bytes("x"), at(60));
            assertThat(script.nextDeadline()).isEqualTo(at(160));
            script.sent(1, at(120));

            assertThat(script.nextDeadline()).isEqualTo(at(220));
            assertThat(script.passed(at(219))).isEmpty();
            assertThat(script.passed(at(220))).containsExactly(fault);
        }

        @Test
        void theSoonestOfSeveralDeadlinesCounts() {
            var script = script(
                    Fault.reset(connectedFor(Duration.ofMillis(300))), Fault.stall(idleFor(Duration.ofMillis(100))));

            assertThat(script.nextDeadline()).isEqualTo(at(100));
        }

        @Test
        void aDurationBeyondAllClocksIsNever() {
            var forever = Duration.ofSeconds(Long.MAX_VALUE);
            var script = script(Fault.reset(connectedFor(forever)), Fault.stall(idleFor(forever)));

            assertThat(script.nextDeadline()).isEqualTo(FaultScript.NEVER);
            assertThat(script.passed(at(1_000_000_000))).isEmpty();
        }
    }

    @Nested
    class OnDemand {

        @Test
        void strikesWhenDemandedOnce() {
            var fault = Fault.stall(onDemand());
            var script = script(fault, Fault.reset(afterReceiving(1)));

            assertThat(script.demanded()).containsExactly(fault);
            assertThat(script.demanded()).isEmpty();
        }
    }

    @Nested
    class TheEnd {

        private final Fault first = Fault.close(onConnect());
        private final Fault second = Fault.reset(onConnect());

        @Test
        void leavesFaultsUnstruckThatWereDeclaredLater() {
            var script = script(first, second);

            assertThat(script.connected()).containsExactly(first);
            assertThat(script.hasStruck(first)).isTrue();
            assertThat(script.hasStruck(second)).isFalse();
        }

        @Test
        void comesAfterTheAnswersToWhatHadPassed() {
            var afterReceiving = Fault.reset(afterReceiving(4));
            var afterSending = Fault.stall(afterSending(2));
            var script = script(afterReceiving, afterSending);

            assertThat(script.received(bytes("echo"), at(1)).strikes()).containsExactly(afterReceiving);
            assertThat(script.sendAllowance()).isEqualTo(2);
            assertThat(script.sent(2, at(1))).containsExactly(afterSending);
        }

        @Test
        void isReachedByOtherMeansToo() {
            var script = script(
                    Fault.reset(onDemand()),
                    Fault.reset(afterReceiving(1)),
                    Fault.reset(connectedFor(Duration.ofMillis(1))));
            script.ended(at(0));

            assertThat(script.demanded()).isEmpty();
            assertThat(script.received(bytes("x"), at(1)).strikes()).isEmpty();
            assertThat(script.passed(at(2))).isEmpty();
            assertThat(script.nextDeadline()).isEqualTo(FaultScript.NEVER);
            assertThat(script.sendAllowance()).isEqualTo(Long.MAX_VALUE);
        }
    }
}
