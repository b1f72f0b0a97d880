package dev.peerless.assertions;

import static dev.peerless.assertions.Calls.BROKEN_PIPE;
import static dev.peerless.assertions.Calls.breaks;
import static dev.peerless.assertions.Calls.hangs;
import static dev.peerless.assertions.Calls.readAll;
import static dev.peerless.assertions.Calls.slow;
import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.Messages.masked;
import static dev.peerless.assertions.PeerlessAssertions.assertThatCall;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.peerless.failure.NetworkFailure;
import dev.peerless.fault.Fault;
import dev.peerless.peer.Peer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Calls that are to fail, and how. */
class CallFailureTest {

    @Nested
    class FailsWithin {

        @Test
        void passesWhateverItThrows() {
            assertThatCall(Calls::breaks).failsWithin(FAR);
            assertThatCall(() -> {
                        throw new IllegalStateException("not of the network");
                    })
                    .failsWithin(FAR);
        }

        @Test
        void failsOnWhatReturns() {
            assertThat(failureOf(() -> assertThatCall(() -> {}).as("closing").failsWithin(FAR)))
                    .isEqualTo("""
                            [closing] Expecting the call
                            to fail within 10 min,
                            but it returned after _ ms.""");
            assertThat(failureOf(() -> assertThatCall(() -> "100%s").failsWithin(FAR)))
                    .endsWith(">  \"100%s\"");
            assertThat(failureOf(() -> assertThatCall(() -> (Object) null).failsWithin(FAR)))
                    .endsWith(">  null");
        }

        @Test
        void failsOnWhatHangs() {
            assertThat(failureOf(() -> assertThatCall(() -> hangs()).failsWithin(SHORT)))
                    .startsWith("Expecting the call\nto fail within 40 ms,\nbut it was still running after 40 ms, ");
        }

        @Test
        void failsOnWhatFailsTooLate() {
            assertThat(failureOf(() -> assertThatCall(() -> {
                                slow("answer");
                                breaks();
                            })
                            .givesUpWithin(FAR)
                            .failsWithin(SHORT)))
                    .isEqualTo("""
                            Expecting the call
                            to fail within 40 ms,
                            but it failed with BROKEN_PIPE after _ ms.
                            >  java.net.SocketException: Broken pipe""");
        }

        @Test
        void showsOnlyTheBeginningOfALongValue() {
            assertThat(failureOf(() -> assertThatCall(() -> "x".repeat(10_000)).failsWithin(FAR)))
                    .hasSizeLessThan(500)
                    .endsWith("xxx...");
        }
    }

    @Nested
    class FailsWith {

        @Test
        void passesOnThatFailure() {
            assertThatCall(Calls::breaks).failsWith(NetworkFailure.BROKEN_PIPE);
        }

        @Test
        void failsOnAnotherWithTheDecidingLinkMarked() {
            var failure = catchThrowable(() -> assertThatCall(() -> {
                        throw new IllegalStateException("100% lost", BROKEN_PIPE);
                    })
                    .failsWith(NetworkFailure.CONNECTION_RESET));
            assertThat(masked(failure.getMessage())).isEqualTo("""
                            Expecting the call
                            to fail with CONNECTION_RESET within 5 s,
                            but it failed with BROKEN_PIPE after _ ms.
                               java.lang.IllegalStateException: 100% lost
                            >  java.net.SocketException: Broken pipe
                            Help: a RST is told once, to whichever read or write meets it first; later writes get Broken pipe, as do those after a FIN and a RST. If either will do, ask for a connection loss.""");
            assertThat(failure.getCause()).hasMessage("100% lost");
        }

        @Test
        void failsOnWhatIsNoNetworkFailure() {
            assertThat(failureOf(() -> assertThatCall(() -> {
                                throw new IllegalStateException("a mistake");
                            })
                            .failsWith(NetworkFailure.CONNECTION_RESET)))
                    .isEqualTo("""
                            Expecting the call
                            to fail with CONNECTION_RESET within 5 s,
                            but it failed with UNKNOWN after _ ms.
                               java.lang.IllegalStateException: a mistake
                            Help: nothing in the cause chain tells of the network. Whoever wraps a network failure has to hand it on as the cause of the new exception; where a read gave -1 or null there was none to wrap, and an EOFException tells of that.""");
        }

        @Test
        void failsOnAnExceptionInWordsOfTheProgramsOwn() {
            assertThat(failureOf(() -> assertThatCall(() -> {
                                throw new IOException("server not available");
                            })
                            .failsWith(NetworkFailure.CONNECTION_REFUSED)))
                    .isEqualTo("""
                            Expecting the call
                            to fail with CONNECTION_REFUSED within 5 s,
                            but it failed with UNKNOWN after _ ms.
                               java.io.IOException: server not available
                            Help: nothing in the cause chain tells of the network. Whoever wraps a network failure has to hand it on as the cause of the new exception; where a read gave -1 or null there was none to wrap, and an EOFException tells of that.""");
        }

        @Test
        void failsOnTheEndThatReadLineTells() {
            assertThat(failureOf(() -> assertThatCall(() -> new BufferedReader(Reader.nullReader()).readLine())
                            .failsWith(NetworkFailure.CONNECTION_RESET)))
                    .isEqualTo("""
                            Expecting the call
                            to fail with CONNECTION_RESET within 5 s,
                            but it returned after _ ms.
                            >  null
                            Help: -1 is all that a read tells of a FIN, and null all that readLine() does, or of a RST that a write was told of first; it throws nothing, so the code under test has to look at it.""");
        }

        @Test
        void failsOnWhatReturnsOrHangsEvenIfUnknownWereExpected() {
            assertThat(failureOf(() -> assertThatCall(() -> "answer").failsWith(NetworkFailure.UNKNOWN)))
                    .isEqualTo("""
                            Expecting the call
                            to fail with UNKNOWN within 5 s,
                            but it returned after _ ms.
                            >  "answer\"""");
            assertThat(failureOf(
                            () -> assertThatCall(() -> hangs()).within(SHORT).failsWith(NetworkFailure.UNKNOWN)))
                    .startsWith("Expecting the call\nto fail with UNKNOWN within 40 ms,\nbut it was still running");
        }

        @Test
        void failsOnWhatFailsTooLate() {
            var call = assertThatCall(() -> {
                slow("answer");
                breaks();
            });
            call.failsWithin(FAR);
            assertThat(failureOf(() -> call.within(SHORT).failsWith(NetworkFailure.BROKEN_PIPE)))
                    .startsWith("""
                            Expecting the call
                            to fail with BROKEN_PIPE within 40 ms,
                            but it failed with BROKEN_PIPE after _ ms.
                            """);
            assertThat(failureOf(() -> call.within(SHORT).failsWithConnectionLoss()))
                    .startsWith("Expecting the call\nto fail with a connection loss within 40 ms,\nbut it failed with");
        }
    }

    @Nested
    class FailsWithConnectionLoss {

        @Test
        void passesOnAnyLoss() {
            assertThatCall(Calls::breaks).failsWithConnectionLoss();
        }

        @Test
        void failsOnWhatIsNone() throws Exception {
            try (var peer = Peer.plan().fault(Fault.refuse()).listen()) {
                assertThat(failureOf(() -> assertThatCall(() -> readAll(peer)).failsWithConnectionLoss()))
                        .isEqualTo("""
                                Expecting the call
                                to fail with a connection loss within 5 s,
                                but it failed with CONNECTION_REFUSED after _ ms.
                                >  java.net.ConnectException: Connection refused""");
            }
        }

        @Test
        void failsWhenTheTimeIsUp() {
            assertThat(failureOf(
                            () -> assertThatCall(() -> hangs()).within(SHORT).failsWithConnectionLoss()))
                    .startsWith("Expecting the call\nto fail with a connection loss within 40 ms,\nbut it was still");
        }
    }

    @Nested
    class ItsThrowable {

        @Test
        void isGoneOnTo() {
            assertThatCall(Calls::breaks).throwable().isBrokenPipe().isSameAs(BROKEN_PIPE);
        }

        @Test
        void keepsTheDescription() {
            assertThatThrownBy(() -> assertThatCall(Calls::breaks)
                            .as("asking")
                            .throwable()
                            .isConnectionReset())
                    .hasMessageStartingWith("[asking] Expecting java.net.SocketException\nto tell of CONNECTION_RESET");
        }

        @Test
        void isMissedWhereTheCallReturns() {
            assertThat(failureOf(
                            () -> assertThatCall(() -> "answer").throwable().isBrokenPipe()))
                    .isEqualTo("""
                            Expecting the call
                            to fail within 5 s,
                            but it returned after _ ms.
                            >  "answer\"""");
        }

        @Test
        void isMissedWhereTheCallHangs() {
            assertThat(failureOf(() -> assertThatCall(() -> hangs())
                            .within(SHORT)
                            .throwable()
                            .isBrokenPipe()))
                    .startsWith("Expecting the call\nto fail within 40 ms,\nbut it was still running after 40 ms, ");
        }
    }
}
