package dev.peerless.assertions;

import static dev.peerless.assertions.PeerlessAssertions.assertThatNetworkFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.peerless.failure.NetworkFailure;
import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.Peer;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // being connected is all that some clients do
class NetworkFailureAssertTest {

    private final Throwable wrapped =
            new IllegalStateException("100% lost", new UncheckedIOException(new SocketException("Broken pipe")));

    @Test
    void passesOnAReset() throws Exception {
        try (var peer = Peer.plan().fault(Fault.reset(Trigger.onConnect())).listen();
                var client = Client.connectTo(peer)) {
            assertThatNetworkFailure(catchThrowable(client::read))
                    .isConnectionReset()
                    .isConnectionLoss()
                    .hasFailure(NetworkFailure.CONNECTION_RESET)
                    .hasMessage("Connection reset");
        }
    }

    @Test
    void hasNamesForTheUsualOnes() {
        assertThatNetworkFailure(wrapped).isBrokenPipe();
        assertThatNetworkFailure(new IOException("Software caused connection abort"))
                .isConnectionAborted();
        assertThatNetworkFailure(new EOFException()).isEndOfStream();
        assertThatNetworkFailure(new IOException("Premature EOF")).isTruncated();
        assertThatNetworkFailure(new ConnectException("Connection refused")).isConnectionRefused();
        assertThatNetworkFailure(new SocketTimeoutException("Connect timed out"))
                .isConnectTimedOut();
        assertThatNetworkFailure(new SocketTimeoutException("Read timed out")).isReadTimedOut();
        assertThatNetworkFailure(new SocketException("Socket closed")).isSocketClosed();
    }

    @Test
    void failsWithTheDecidingLinkMarked() {
        assertThatThrownBy(() -> assertThatNetworkFailure(wrapped).isConnectionReset())
                .isInstanceOf(AssertionError.class)
                .hasMessage("""
                        Expecting java.lang.IllegalStateException
                        to tell of CONNECTION_RESET,
                        but it tells of BROKEN_PIPE.
                           java.lang.IllegalStateException: 100% lost
                           java.io.UncheckedIOException: java.net.SocketException: Broken pipe
                        >  java.net.SocketException: Broken pipe
                        Help: a RST is told once, to whichever read or write meets it first; later writes get Broken pipe, as do those after a FIN and a RST. If either will do, ask for a connection loss.""")
                .hasCause(wrapped);
    }

    @Test
    void failsIfNoConnectionWasLost() {
        assertThatThrownBy(() -> assertThatNetworkFailure(new ConnectException("Connection refused"))
                        .as("placing an order")
                        .isConnectionLoss())
                .isInstanceOf(AssertionError.class)
                .hasMessage("""
                        [placing an order] Expecting java.net.ConnectException
                        to tell of a connection loss,
                        but it tells of CONNECTION_REFUSED.
                        >  java.net.ConnectException: Connection refused""");
    }

    @Test
    void failsOnWhatIsNotKnown() {
        assertThatThrownBy(() ->
                        assertThatNetworkFailure(new SocketException("strange")).isReadTimedOut())
                .isInstanceOf(AssertionError.class)
                .hasMessage("""
                        Expecting java.net.SocketException
                        to tell of READ_TIMED_OUT,
                        but no link of its cause chain is known to name a network failure.
                           java.net.SocketException: strange
                        Help: what is not known is never guessed, and operating systems translate their texts. If this tells of a network failure, please report its cause chain, the JDK and the operating system.""");
    }

    @Test
    void isNotConfusedByACycleOfCauses() {
        var outer = new IOException("outer");
        var inner = new IOException("inner", outer);
        outer.initCause(inner);
        assertThatThrownBy(() -> assertThatNetworkFailure(outer).isConnectionLoss())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("   java.io.IOException: outer\n   java.io.IOException: inner\nHelp: ");
    }

    @Test
    void needsAThrowable() {
        assertThatThrownBy(() -> new NetworkFailureAssert(catchThrowable(() -> {})).isConnectionReset())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expecting actual not to be null");
        assertThat(NetworkFailureAssert.class).isPublic();
    }
}
