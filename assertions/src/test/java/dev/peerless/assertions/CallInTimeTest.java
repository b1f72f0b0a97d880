package dev.peerless.assertions;

import static dev.peerless.assertions.Calls.BROKEN_PIPE;
import static dev.peerless.assertions.Calls.hangs;
import static dev.peerless.assertions.Calls.readAll;
import static dev.peerless.assertions.Calls.slow;
import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.Messages.masked;
import static dev.peerless.assertions.PeerlessAssertions.assertThatCall;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.peerless.failure.NetworkFailure;
import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.Peer;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Calls that are to end, or to succeed, in time. */
class CallInTimeTest {

    @Nested
    class GivesUpWithin {

        @Test
        void passesOnWhatReturns() {
            assertThatCall(() -> "answer").givesUpWithin(FAR);
            assertThatCall(() -> {}).givesUpWithin(FAR);
        }

        @Test
        void passesOnWhatThrows() {
            assertThatCall(Calls::breaks).givesUpWithin(FAR);
        }

        @Test
        void passesOnAClientOfAPeerThatResets() throws Exception {
            try (var peer = Peer.plan().fault(Fault.reset(Trigger.onConnect())).listen()) {
                assertThatCall(() -> readAll(peer))
                        .givesUpWithin(FAR)
                        .failsWith(NetworkFailure.CONNECTION_RESET)
                        .failsWithConnectionLoss();
            }
        }

        @Test
        void failsWhereAReadHangsAndSaysWhere() throws Exception {
            try (var peer = Peer.plan().listen();
                    var socket = new Socket(peer.host(), peer.port())) {
                assertThat(failureOf(() -> assertThatCall(
                                        () -> socket.getInputStream().read())
                                .givesUpWithin(ofSeconds(2))))
                        .matches("""
                                Expecting the call
                                to give up within 2 s,
                                but it was still running after 2 s, and did not end when it was interrupted\\.
                                   "peerless-call-\\d+" RUNNABLE
                                (       at .*
                                )*       at java.net.Socket\\$SocketInputStream.read\\(.*
                                (       at .*
                                )*       at dev.peerless.assertions.CallInTimeTest\\$GivesUpWithin.lambda.*
                                Help: a read of a Socket has no time limit unless setSoTimeout sets one, or setReadTimeout of a URLConnection, and heeds no interrupt: only closing the socket ends it\\. Perhaps the peer waits, too: for bytes not flushed yet, or for a FIN\\.""");
            }
        }

        @Test
        void interruptsWhatHangs() {
            var interrupted = new CompletableFuture<Throwable>();
            assertThat(failureOf(() -> assertThatCall(() -> interrupted.complete(catchThrowable(Calls::hangs)))
                            .givesUpWithin(SHORT)))
                    .startsWith("""
                            Expecting the call
                            to give up within 40 ms,
                            but it was still running after 40 ms, and ended only when it was interrupted.
                            """);
            assertThat(interrupted).isCompletedWithValueMatching(InterruptedException.class::isInstance);
        }

        @Test
        void failsOnWhatEndsTooLate() {
            assertThat(failureOf(() -> slow("answer").givesUpWithin(SHORT))).isEqualTo("""
                            Expecting the call
                            to give up within 40 ms,
                            but it returned after _ ms.
                            >  "answer\"""");
        }
    }

    @Nested
    class SucceedsWithin {

        @Test
        void goesOnToTheValue() {
            assertThatCall(() -> "answer").succeedsWithin(FAR).isEqualTo("answer");
            assertThatCall(() -> "answer").succeedsWithin(FAR, as(STRING)).startsWith("an");
            assertThatCall(() -> {}).succeedsWithin(FAR).isNull();
        }

        @Test
        void keepsTheDescription() {
            assertThatThrownBy(() -> assertThatCall(() -> "answer")
                            .as("asking")
                            .succeedsWithin(FAR, as(STRING))
                            .isEmpty())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith("[asking] ");
        }

        @Test
        void failsOnWhatThrows() {
            var failure = catchThrowable(
                    () -> assertThatCall(Calls::breaks).as("asking").succeedsWithin(FAR));
            assertThat(masked(failure.getMessage())).isEqualTo("""
                            [asking] Expecting the call
                            to succeed within 10 min,
                            but it failed with BROKEN_PIPE after _ ms.
                            >  java.net.SocketException: Broken pipe""");
            assertThat(failure).hasCause(BROKEN_PIPE);
        }

        @Test
        void failsOnWhatReturnsTooLate() {
            assertThat(failureOf(() -> slow("answer").succeedsWithin(SHORT))).isEqualTo("""
                            Expecting the call
                            to succeed within 40 ms,
                            but it returned after _ ms.
                            >  "answer\"""");
        }

        @Test
        void failsOnWhatHangs() {
            assertThat(failureOf(() -> assertThatCall(() -> hangs()).succeedsWithin(SHORT)))
                    .startsWith("Expecting the call\nto succeed within 40 ms,\nbut it was still running after 40 ms, ");
        }
    }
}
