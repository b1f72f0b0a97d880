package dev.peerless.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.condition.OS.LINUX;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.sockets.AcceptQueue;
import dev.peerless.sockets.Background;
import dev.peerless.transcript.WireEvent.ConnectFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

/** A server under test that cannot be connected to is told by an exception, and written down. */
@SuppressWarnings("try") // closing a peer twice is what one of them does
class ConnectFailureTest {

    private static final Duration SOON = Duration.ofMillis(200);

    /** A port that is taken, so that nobody else gets it, but where nobody listens. */
    private static Socket silentPort() throws IOException {
        var bound = new Socket();
        bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return bound;
    }

    private static InetSocketAddress address(Socket socket) {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    private static UncheckedIOException failure(ThrowingCallable dialing) {
        return catchThrowableOfType(UncheckedIOException.class, dialing);
    }

    @Nested
    class Refused {

        @Test
        void isThrownWithItsCause() throws Exception {
            try (var port = silentPort();
                    var client = ClientPeer.plan().create()) {
                assertThat(failure(() -> client.connect(address(port))))
                        .hasMessage("client peer to port " + port.getLocalPort()
                                + " (dials) could not connect: Connection refused")
                        .cause()
                        .isInstanceOf(ConnectException.class);
            }
        }

        @Test
        void isWrittenDownOnceForEachAttempt() throws Exception {
            try (var port = silentPort();
                    var client = ClientPeer.plan().count(2).create()) {
                failure(() -> client.connect(address(port)));

                var text = "   --  TIME  >  connect to 127.0.0.1:" + port.getLocalPort()
                        + " failed: java.net.ConnectException: Connection refused";
                assertThat(client.transcript().toString().replaceAll(" +\\+\\d+\\.\\d{3} ms", "  TIME"))
                        .isEqualTo(text + "\n" + text);
                assertThat(client.connectionCount()).isZero();
                assertThat(client.failures()).isEmpty();
            }
        }

        @Test
        void leavesThePeerToDialAgain() throws Exception {
            try (var port = silentPort();
                    var server = RawServer.listening();
                    var client = ClientPeer.plan().create()) {
                failure(() -> client.connect(address(port)));

                assertThat(client.connect(server.address()).number()).isEqualTo(1);
            }
        }

        @Test
        void leavesFaultsThatNeverStruck() throws Exception {
            try (var port = silentPort();
                    var client = ClientPeer.plan()
                            .fault(Fault.reset(Trigger.afterReceiving(1)))
                            .create()) {
                failure(() -> client.connect(address(port)));

                assertThat(client.unfiredFaults())
                        .extracting(UnfiredFault::toString)
                        .containsExactly(
                                "resets after receiving 1 byte never struck: no connection was made, and it was"
                                        + " meant for all connections");
            }
        }
    }

    @Nested
    class Ignored {

        @Test
        @EnabledOnOs(LINUX)
        void isThrownWhenTheTimeIsUp() throws Exception {
            try (var server = AcceptQueue.full();
                    var client = ClientPeer.plan().connectTimeout(SOON).create()) {
                assertThat(failure(() -> client.connect(server.address())))
                        .hasMessageEndingWith(" (dials) could not connect: Connect timed out")
                        .cause()
                        .isInstanceOf(SocketTimeoutException.class);

                assertThat(client.transcript().events())
                        .singleElement()
                        .isInstanceOfSatisfying(
                                ConnectFailed.class,
                                event -> assertThat(event.remote()).isEqualTo(server.address()));
            }
        }

        @Test
        @EnabledOnOs(LINUX)
        void endsWhenThePeerIsClosed() throws Exception {
            try (var server = AcceptQueue.full();
                    var client = ClientPeer.plan()
                            .connectTimeout(Duration.ofHours(1))
                            .create()) {
                var dialing = Background.run(() -> failure(() -> client.connect(server.address())));
                assertThat(dialing.isStillBusy()).isTrue();

                client.close();

                assertThat(dialing.result()).hasMessageEndingWith(" could not connect: the client peer was closed");
                assertThat(client.transcript().ended()).isTrue();
            }
        }
    }

    @Test
    @EnabledOnOs(LINUX)
    void someConnectionsMayBeMadeAndOthersNot() throws Exception {
        try (var server = AcceptQueue.withRoomFor(1);
                var client = ClientPeer.plan().count(3).connectTimeout(SOON).create()) {
            assertThat(client.send(server.address(), "hello").number()).isEqualTo(1);

            assertThat(client.connectionCount()).isEqualTo(1);
            assertThat(client.transcript().events())
                    .filteredOn(ConnectFailed.class::isInstance)
                    .hasSize(2);
        }
    }
}
