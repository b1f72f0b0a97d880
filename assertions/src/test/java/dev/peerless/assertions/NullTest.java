package dev.peerless.assertions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.peerless.peer.Connection;
import dev.peerless.peer.Endpoint;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Callable;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Null as what an assertion is about fails it as AssertJ does. */
class NullTest {

    private static void assertNoActual(ThrowingCallable assertion) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(assertion)
                .withMessage("%nExpecting actual not to be null".formatted());
    }

    @Test
    void isNothingToAssertAbout() {
        assertNoActual(
                () -> PeerlessAssertions.assertThatConnection((Connection) null).wasReset());
        assertNoActual(
                () -> PeerlessAssertions.assertThatConnection((Endpoint) null).isOpen());
        assertNoActual(
                () -> PeerlessAssertions.assertThatConnection((Endpoint) null).endedByFin());
        assertNoActual(
                () -> PeerlessAssertions.assertThatConnection((Socket) null).isOpen());
        assertNoActual(() ->
                PeerlessAssertions.assertThatConnection((SocketChannel) null).isOpen());
        assertNoActual(() -> PeerlessAssertions.assertThatConnections(null).hasCount(1));
        assertNoActual(() -> PeerlessAssertions.assertThatNetworkFailure(null).isConnectionReset());
        assertNoActual(
                () -> PeerlessAssertions.assertThatCall((Callable<?>) null).failsWithConnectionLoss());
        assertNoActual(
                () -> PeerlessAssertions.assertThatCall((ThrowingCallable) null).failsWithConnectionLoss());
    }

    @Test
    void isCollectedSoftly() {
        var softly = new PeerlessSoftAssertions();
        softly.assertThatConnection((Endpoint) null).wasReset();
        softly.assertThatConnection((SocketChannel) null).isOpen();
        assertThat(softly.assertionErrorsCollected())
                .hasSize(2)
                .allSatisfy(error -> assertThat(error).hasMessageContaining("Expecting actual not to be null"));
    }
}
