package dev.peerless.assertions;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.peer.Peer;
import java.io.IOException;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import jdk.net.ExtendedSocketOptions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class SocketTest {

    private final Peer peer = Peer.plan().listen();
    private Socket socket;
    private SocketChannel channel;

    @BeforeEach
    void connect() throws IOException {
        socket = new Socket(peer.host(), peer.port());
        channel = SocketChannel.open(peer.address());
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        channel.close();
        peer.close();
    }

    /** All of the message but the options that did not decide, and the port. */
    private static String failureOf(ThrowingCallable assertion) {
        return Messages.failureOf(assertion)
                .replaceAll("(?m)^   [A-Z_]+ .*\n?", "")
                .stripTrailing();
    }

    @Nested
    class HasKeepAlive {

        @Test
        void passesWhereItIsOn() throws Exception {
            socket.setKeepAlive(true);
            assertThatConnection(socket).hasKeepAlive();
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            assertThatConnection(channel).hasKeepAlive();
        }

        @Test
        void failsWhereItIsOff() {
            assertThat(failureOf(
                            () -> assertThatConnection(socket).as("the client").hasKeepAlive()))
                    .isEqualTo("""
                            [the client] Expecting the socket to /127.0.0.1:_
                            to have keep-alive on,
                            but SO_KEEPALIVE is off.
                            >  SO_KEEPALIVE  false""");
            assertThat(failureOf(() -> assertThatConnection(channel).hasKeepAlive()))
                    .startsWith("Expecting the channel to /127.0.0.1:_\n");
        }
    }

    @Nested
    @EnabledOnOs(
            value = {OS.LINUX, OS.MAC},
            disabledReason = "before JDK 21, Windows has no TCP_KEEPIDLE")
    class HasKeepAliveAfterAtMost {

        @Test
        void passesWhereItBeginsInTime() throws Exception {
            socket.setKeepAlive(true);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, 60);
            assertThatConnection(socket).hasKeepAliveAfterAtMost(ofSeconds(60)).hasKeepAliveAfterAtMost(ofSeconds(350));
        }

        @Test
        void failsWhereItBeginsLater() throws Exception {
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            channel.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, 60);
            assertThat(failureOf(() -> assertThatConnection(channel).hasKeepAliveAfterAtMost(ofSeconds(59))))
                    .isEqualTo("""
                            Expecting the channel to /127.0.0.1:_
                            to have keep-alive on, with a first probe after at most 59 s of idleness,
                            but the first goes out after 1 min.
                            >  TCP_KEEPIDLE  60""");
        }

        @Test
        void failsWhereItIsOff() {
            assertThat(failureOf(() -> assertThatConnection(socket).hasKeepAliveAfterAtMost(Duration.ofDays(1))))
                    .contains("\nbut SO_KEEPALIVE is off.\n");
        }
    }

    @Test
    void cannotKnowAnIdleTimeThatTheSocketDoesNotTell() {
        var settings = new SocketSettings(Map.of("SO_KEEPALIVE", true));
        assertThat(SocketJudge.keepAliveAfterAtMost(ofSeconds(1)).but(settings))
                .isEqualTo(new SocketJudge.But(
                        "TCP_KEEPIDLE",
                        "that cannot be known: this socket has no option TCP_KEEPIDLE; it takes the module jdk.net and an"
                                + " operating system that has it"));
    }

    @Nested
    class HasReadTimeout {

        @Test
        void passesWhereThereIsOne() throws Exception {
            socket.setSoTimeout(300);
            assertThatConnection(socket).hasReadTimeout().hasReadTimeoutAtMost(ofMillis(300));
        }

        @Test
        void failsWhereReadsWaitForever() {
            assertThat(failureOf(() -> assertThatConnection(socket).hasReadTimeout()))
                    .isEqualTo("""
                            Expecting the socket to /127.0.0.1:_
                            to have a read timeout,
                            but reads wait forever.
                            >  SO_TIMEOUT    0""");
            assertThat(failureOf(() -> assertThatConnection(socket).hasReadTimeoutAtMost(ofMillis(300))))
                    .isEqualTo("""
                            Expecting the socket to /127.0.0.1:_
                            to have a read timeout of at most 300 ms,
                            but reads wait forever.
                            >  SO_TIMEOUT    0""");
        }

        @Test
        void failsWhereItIsLonger() throws Exception {
            socket.setSoTimeout(301);
            assertThat(failureOf(() -> assertThatConnection(socket).hasReadTimeoutAtMost(ofMillis(300))))
                    .isEqualTo("""
                            Expecting the socket to /127.0.0.1:_
                            to have a read timeout of at most 300 ms,
                            but reads wait for 301 ms.
                            >  SO_TIMEOUT    301""");
        }

        @Test
        void cannotBeKnownOfAChannel() throws Exception {
            channel.socket().setSoTimeout(300);
            var cannot = """
                            but that cannot be known: a SocketChannel has no read timeout, SO_TIMEOUT holds for the streams \
                            of its socket() only; ask what a read does, with assertThatCall(...).givesUpWithin(time).""";
            assertThat(failureOf(() -> assertThatConnection(channel).hasReadTimeout()))
                    .isEqualTo("Expecting the channel to /127.0.0.1:_\nto have a read timeout,\n" + cannot);
            assertThat(failureOf(() -> assertThatConnection(channel).hasReadTimeoutAtMost(ofSeconds(1))))
                    .isEqualTo(
                            "Expecting the channel to /127.0.0.1:_\nto have a read timeout of at most 1 s,\n" + cannot);
            assertThatConnection(channel.socket()).hasReadTimeout();
        }
    }

    @Nested
    class HasTcpNoDelay {

        @Test
        void passesWhereNagleIsOff() throws Exception {
            socket.setTcpNoDelay(true);
            assertThatConnection(socket).hasTcpNoDelay();
        }

        @Test
        void failsWhereNagleIsOn() {
            assertThat(failureOf(() -> assertThatConnection(socket).hasTcpNoDelay()))
                    .isEqualTo("""
                            Expecting the socket to /127.0.0.1:_
                            to send small segments at once,
                            but TCP_NODELAY is off.
                            >  TCP_NODELAY   false""");
        }
    }

    @Nested
    class HasLinger {

        @Test
        void passesWhereItIsSo() throws Exception {
            assertThatConnection(socket).hasNoLinger();
            socket.setSoLinger(true, 0);
            assertThatConnection(socket).hasLinger(Duration.ZERO);
            channel.setOption(StandardSocketOptions.SO_LINGER, 3);
            assertThatConnection(channel).hasLinger(ofSeconds(3));
        }

        @Test
        void failsWhereItIsOtherwise() throws Exception {
            assertThat(failureOf(() -> assertThatConnection(socket).hasLinger(ofSeconds(3))))
                    .isEqualTo("""
                            Expecting the socket to /127.0.0.1:_
                            to linger for 3 s,
                            but it does not linger.
                            >  SO_LINGER     -1""");
            socket.setSoLinger(true, 2);
            assertThat(failureOf(() -> assertThatConnection(socket).hasLinger(ofSeconds(3))))
                    .contains("\nbut it lingers for 2 s.\n");
            assertThat(failureOf(() -> assertThatConnection(socket).hasNoLinger()))
                    .isEqualTo("""
                            Expecting the socket to /127.0.0.1:_
                            not to linger,
                            but it lingers for 2 s.
                            >  SO_LINGER     2""");
        }

        @Test
        void isCountedInSeconds() {
            assertThatThrownBy(() -> assertThatConnection(socket).hasLinger(ofMillis(300)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a socket lingers for whole seconds, zero or more, but was 300 ms");
            assertThatThrownBy(() -> assertThatConnection(socket).hasLinger(ofSeconds(-1)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class HasBuffers {

        @Test
        void passesOnEitherSideOfTheirSize() throws Exception {
            int send = socket.getSendBufferSize();
            int receive = socket.getReceiveBufferSize();
            assertThatConnection(socket)
                    .hasSendBufferOfAtLeast(send)
                    .hasSendBufferOfAtMost(send)
                    .hasReceiveBufferOfAtLeast(receive)
                    .hasReceiveBufferOfAtMost(receive);
        }

        @Test
        void failsBeyondTheirSize() throws Exception {
            int send = socket.getSendBufferSize();
            int receive = socket.getReceiveBufferSize();
            assertThat(failureOf(() -> assertThatConnection(socket).hasSendBufferOfAtLeast(send + 1)))
                    .isEqualTo("""
                            Expecting the socket to /127.0.0.1:_
                            to have a send buffer of at least %d B,
                            but it has %d B.
                            >  SO_SNDBUF     %d""", send + 1, send, send);
            assertThat(failureOf(() -> assertThatConnection(socket).hasSendBufferOfAtMost(send - 1)))
                    .contains("\nto have a send buffer of at most " + (send - 1) + " B,\nbut it has " + send + " B.\n");
            assertThat(failureOf(() -> assertThatConnection(socket).hasReceiveBufferOfAtLeast(receive + 1)))
                    .isEqualTo("""
                            Expecting the socket to /127.0.0.1:_
                            to have a receive buffer of at least %d B,
                            but it has %d B.
                            >  SO_RCVBUF     %d""", receive + 1, receive, receive);
            assertThat(failureOf(() -> assertThatConnection(socket).hasReceiveBufferOfAtMost(receive - 1)))
                    .contains("\nto have a receive buffer of at most " + (receive - 1) + " B,\nbut it has ");
        }

        @Test
        void rejectsSizesThatProveNothing() {
            assertThatThrownBy(() -> assertThatConnection(socket).hasSendBufferOfAtLeast(0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a buffer has 0 B anyway, but was to have at least 0");
            assertThatThrownBy(() -> assertThatConnection(socket).hasReceiveBufferOfAtLeast(-1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a buffer has 0 B anyway, but was to have at least -1");
            assertThatThrownBy(() -> assertThatConnection(socket).hasSendBufferOfAtMost(-1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a buffer has 0 B or more, but was to have at most -1");
            assertThatThrownBy(() -> assertThatConnection(socket).hasReceiveBufferOfAtMost(-1))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class ItsState {

        @Test
        void isOpenUntilTheCodeUnderTestClosesIt() throws Exception {
            assertThatConnection(socket).isOpen();
            assertThatConnection(channel).isOpen();
            peer.connection(1).reset();
            PeerlessAssertions.assertThatConnection(peer.connection(1)).wasReset();
            assertThatConnection(socket).isOpen();
        }

        @Test
        void isHalfClosedAfterOneDirection() throws Exception {
            socket.shutdownOutput();
            assertThatConnection(socket).isHalfClosed();
            channel.shutdownInput();
            assertThatConnection(channel).isHalfClosed();
        }

        @Test
        void isClosedAfterACloseOrBothDirections() throws Exception {
            socket.shutdownOutput();
            socket.shutdownInput();
            assertThatConnection(socket).isClosed();
            channel.close();
            assertThatConnection(channel).isClosed();
        }

        @Test
        void failsWithAllThatIsSet() throws Exception {
            assertThat(Messages.failureOf(() -> assertThatConnection(socket).isClosed()))
                    .matches("""
                            Expecting the socket to /127\\.0\\.0\\.1:_
                            to be closed,
                            but it is open\\.
                               SO_KEEPALIVE  false
                            (   TCP_KEEPIDLE  \\d+
                            )?   SO_TIMEOUT    0
                               TCP_NODELAY   false
                               SO_LINGER     -1
                               SO_SNDBUF     \\d+
                               SO_RCVBUF     \\d+""");
            assertThat(failureOf(() -> assertThatConnection(socket).isHalfClosed()))
                    .isEqualTo("Expecting the socket to /127.0.0.1:_\nto be half-closed,\nbut it is open.");
            socket.shutdownInput();
            assertThat(failureOf(() -> assertThatConnection(socket).isOpen()))
                    .isEqualTo("Expecting the socket to /127.0.0.1:_\nto be open,\nbut it is half-closed.");
        }

        @Test
        void leavesNoOptionsOnceItIsClosed() throws Exception {
            socket.close();
            assertThat(failureOf(() -> assertThatConnection(socket).isOpen()))
                    .isEqualTo("Expecting the socket to /127.0.0.1:_\nto be open,\nbut it is closed.");
            assertThat(failureOf(() -> assertThatConnection(socket).hasTcpNoDelay()))
                    .isEqualTo("Expecting the socket to /127.0.0.1:_\nto send small segments at once,\n"
                            + "but it is closed, and tells nothing of its options any more.");
        }

        @Test
        void isNoneBeforeItIsConnected() throws Exception {
            try (var fresh = new Socket()) {
                assertThat(failureOf(() -> assertThatConnection(fresh).isOpen()))
                        .isEqualTo("Expecting the socket\nto be open,\nbut it is not connected.");
                fresh.setTcpNoDelay(true);
                assertThatConnection(fresh).hasTcpNoDelay();
            }
        }
    }

    @Test
    void looksThroughTls() throws Exception {
        var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        try (var tls = factory.createSocket(socket, peer.host(), peer.port(), true)) {
            tls.setKeepAlive(true);
            tls.setSoTimeout(300);
            assertThatConnection(tls).isOpen().hasKeepAlive().hasReadTimeoutAtMost(ofMillis(300));
            assertThatConnection(socket).hasKeepAlive().hasReadTimeoutAtMost(ofMillis(300));
        }
    }

    @Test
    void canBeSoft() {
        var softly = new PeerlessSoftAssertions();
        softly.assertThatConnection(socket).hasKeepAlive().isOpen().hasTcpNoDelay();
        softly.assertThatConnection(channel).isClosed().hasReadTimeout();
        assertThat(softly.assertionErrorsCollected()).hasSize(4);
    }

    @Test
    void needsASocket() {
        assertThatThrownBy(() -> assertThatConnection((Socket) null).isOpen())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expecting actual not to be null");
        assertThatThrownBy(() -> assertThatConnection((Socket) null).hasKeepAlive())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expecting actual not to be null");
    }
}
