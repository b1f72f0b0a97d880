package dev.peerless.assertions;

import static dev.peerless.assertions.PeerlessAssertions.acceptTimedOut;
import static dev.peerless.assertions.PeerlessAssertions.addressInUse;
import static dev.peerless.assertions.PeerlessAssertions.addressNotAvailable;
import static dev.peerless.assertions.PeerlessAssertions.brokenPipe;
import static dev.peerless.assertions.PeerlessAssertions.connectTimedOut;
import static dev.peerless.assertions.PeerlessAssertions.connectionAborted;
import static dev.peerless.assertions.PeerlessAssertions.connectionLoss;
import static dev.peerless.assertions.PeerlessAssertions.connectionRefused;
import static dev.peerless.assertions.PeerlessAssertions.connectionReset;
import static dev.peerless.assertions.PeerlessAssertions.endOfStream;
import static dev.peerless.assertions.PeerlessAssertions.networkFailure;
import static dev.peerless.assertions.PeerlessAssertions.noRoute;
import static dev.peerless.assertions.PeerlessAssertions.notTls;
import static dev.peerless.assertions.PeerlessAssertions.readTimedOut;
import static dev.peerless.assertions.PeerlessAssertions.socketClosed;
import static dev.peerless.assertions.PeerlessAssertions.timedOut;
import static dev.peerless.assertions.PeerlessAssertions.tlsAborted;
import static dev.peerless.assertions.PeerlessAssertions.tlsCorrupted;
import static dev.peerless.assertions.PeerlessAssertions.tlsRejected;
import static dev.peerless.assertions.PeerlessAssertions.tooManyOpenFiles;
import static dev.peerless.assertions.PeerlessAssertions.truncated;
import static dev.peerless.assertions.PeerlessAssertions.unknownHost;
import static dev.peerless.assertions.PeerlessAssertions.writeTimedOut;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.peerless.failure.NetworkFailure;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.crypto.AEADBadTagException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConditionsTest {

    static Stream<Arguments> conditions() {
        return Stream.of(
                arguments(connectionReset(), new SocketException("Connection reset")),
                arguments(brokenPipe(), new SocketException("Broken pipe")),
                arguments(connectionAborted(), new SocketException("Software caused connection abort")),
                arguments(timedOut(), new IOException("Connection timed out")),
                arguments(endOfStream(), new EOFException()),
                arguments(truncated(), new IOException("Premature EOF")),
                arguments(tlsAborted(), new SSLException("SSL peer shut down incorrectly")),
                arguments(connectionRefused(), new ConnectException("Connection refused")),
                arguments(connectTimedOut(), new SocketTimeoutException("Connect timed out")),
                arguments(noRoute(), new NoRouteToHostException("No route to host")),
                arguments(unknownHost(), new UnknownHostException("nowhere.invalid")),
                arguments(addressInUse(), new BindException("Address already in use")),
                arguments(addressNotAvailable(), new BindException("Cannot assign requested address")),
                arguments(readTimedOut(), new SocketTimeoutException("Read timed out")),
                arguments(acceptTimedOut(), new SocketTimeoutException("Accept timed out")),
                arguments(socketClosed(), new SocketException("Socket closed")),
                arguments(tlsCorrupted(), new SSLException("Tag mismatch!", new AEADBadTagException())),
                arguments(tlsRejected(), new SSLHandshakeException("Received fatal alert: bad_certificate")),
                arguments(notTls(), new SSLException("Unsupported or unrecognized SSL message")),
                arguments(tooManyOpenFiles(), new IOException("Too many open files")));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void matchTheirOwnAndNothingElse(Condition<Throwable> condition, Exception exception) {
        assertThatThrownBy(() -> {
                    throw new IllegalStateException("wrapped", exception);
                })
                .is(condition);
        assertThat(conditions().filter(other -> condition.matches((Throwable) other.get()[1])))
                .hasSize(1);
    }

    @Test
    void matchAnyLoss() {
        assertThat(new SocketException("Broken pipe"))
                .is(connectionLoss())
                .is(networkFailure(NetworkFailure.BROKEN_PIPE))
                .isNot(connectionReset())
                .isNot(writeTimedOut());
        assertThat(new ConnectException("Connection refused")).isNot(connectionLoss());
    }

    @Test
    void workWithTypedAssertions() {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> {
                    throw new UncheckedIOException(new SocketException("Connection reset"));
                })
                .is(connectionReset());
    }

    @Test
    void failWithTheDecidingLinkMarked() {
        assertThatThrownBy(() -> assertThat(new IllegalStateException(new SocketException("Broken pipe")))
                        .is(connectionReset()))
                .isInstanceOf(AssertionError.class)
                .hasMessageEndingWith("""
                        to be CONNECTION_RESET,
                        but it tells of BROKEN_PIPE.
                           java.lang.IllegalStateException: java.net.SocketException: Broken pipe
                        >  java.net.SocketException: Broken pipe
                        Help: a RST is told once, to whichever read or write meets it first; later writes get Broken pipe, as do those after a FIN and a RST. If either will do, ask for a connection loss.""");
        assertThatThrownBy(
                        () -> assertThat(new SocketException("Socket closed")).is(connectionLoss()))
                .isInstanceOf(AssertionError.class)
                .hasMessageEndingWith("""
                        to be a connection loss,
                        but it tells of SOCKET_CLOSED.
                        >  java.net.SocketException: Socket closed
                        Help: this end was closed by the code under test and not by the peer: earlier, on another thread, by an interrupt, or by a library after another failure.""");
    }
}
