package dev.peerless.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.failure.NetworkFailure;
import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.Endpoint;
import dev.peerless.peer.Peer;
import dev.peerless.peer.TakenPort;
import dev.peerless.plan.PeerPlan;
import dev.peerless.sockets.AcceptQueue;
import dev.peerless.transcript.WireEvent;
import dev.peerless.wire.TcpState;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is simulated is compared with the same failure of this JDK's sockets, really caused, and with what comes after. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "simulated is what Linux says")
class LikeTheRealOneTest {

    /** Reads and writes in some order: each outcome counts. */
    @ParameterizedTest
    @ValueSource(strings = {"rrwwr", "wwrrw", "rwrw", "wrwr"})
    void aResetSocket(String calls) throws Exception {
        var failure = NetworkFailure.CONNECTION_RESET;
        assertThat(onSimulatedSocket(failure, calls))
                .isEqualTo(onSocket(Fault.reset(Trigger.afterReceiving(1)), calls));
        assertThat(onSimulatedChannel(failure, calls))
                .isEqualTo(onChannel(Fault.reset(Trigger.afterReceiving(1)), calls));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rrwwr", "wwrrw", "rwrw", "wrwr"})
    void anAbortedSocket(String calls) throws Exception {
        var fault = Fault.abort(Trigger.afterReceiving(1));
        whyNot(fault).ifPresent(Assumptions::abort);
        var failure = NetworkFailure.CONNECTION_ABORTED;
        assertThat(onSimulatedSocket(failure, calls)).isEqualTo(onSocket(fault, calls));
        assertThat(onSimulatedChannel(failure, calls)).isEqualTo(onChannel(fault, calls));
    }

    private static Optional<String> whyNot(Fault fault) {
        return Endpoint.whyNot(PeerPlan.builder().fault(fault).build());
    }

    private static List<String> onSimulatedSocket(NetworkFailure failure, String calls) throws IOException {
        var simulated = Simulated.failure(failure)
                .at(calls.startsWith("r") ? Call.READ : Call.WRITE, calls.startsWith("r") ? 1 : 2);
        try (var loopback = new Loopback();
                var socket = simulated.socketFactory().createSocket("127.0.0.1", loopback.port());
                var other = loopback.accept()) {
            socket.getOutputStream().write(1);
            assertThat(other.isConnected()).isTrue();
            return outcomes(socket, calls);
        }
    }

    private static List<String> onSocket(Fault fault, String calls) throws Exception {
        try (var peer = Peer.plan().fault(fault).listen();
                var socket = new Socket(peer.host(), peer.port())) {
            socket.getOutputStream().write(1);
            awaitRst(peer);
            return outcomes(socket, calls);
        }
    }

    private static List<String> outcomes(Socket socket, String calls) throws IOException {
        var outcomes = new ArrayList<String>();
        var input = socket.getInputStream();
        for (var call : calls.split("")) {
            outcomes.add(
                    call.equals("r")
                            ? Outcome.of(() -> input.read())
                            : Outcome.of(() -> socket.getOutputStream().write(1)));
        }
        outcomes.add("available " + Outcome.of(() -> input.available()));
        outcomes.add("again read " + Outcome.of(() -> socket.getInputStream().read()));
        outcomes.add("connected " + socket.isConnected());
        outcomes.add("closed " + socket.isClosed());
        outcomes.add("input shut down " + socket.isInputShutdown());
        outcomes.add("option " + Outcome.of(() -> socket.setTcpNoDelay(true)));
        outcomes.add("shut down " + Outcome.of(socket::shutdownInput));
        outcomes.add("close " + Outcome.of(socket::close));
        outcomes.add("closed " + socket.isClosed());
        outcomes.add("read " + Outcome.of(() -> input.read()));
        return outcomes;
    }

    private static List<String> onSimulatedChannel(NetworkFailure failure, String calls) throws IOException {
        var simulated = Simulated.failure(failure)
                .at(calls.startsWith("r") ? Call.READ : Call.WRITE, calls.startsWith("r") ? 1 : 2);
        try (var loopback = new Loopback();
                var channel = simulated.channels().open(loopback.address());
                var other = loopback.accept()) {
            channel.write(ByteBuffer.allocate(1));
            assertThat(other.isConnected()).isTrue();
            return outcomes(channel, calls);
        }
    }

    private static List<String> onChannel(Fault fault, String calls) throws Exception {
        try (var peer = Peer.plan().fault(fault).listen();
                var channel = SocketChannel.open(peer.address())) {
            channel.write(ByteBuffer.allocate(1));
            awaitRst(peer);
            return outcomes(channel, calls);
        }
    }

    private static List<String> outcomes(SocketChannel channel, String calls) {
        var outcomes = new ArrayList<String>();
        for (var call : calls.split("")) {
            outcomes.add(
                    call.equals("r")
                            ? Outcome.of(() -> channel.read(ByteBuffer.allocate(1)))
                            : Outcome.of(() -> channel.write(ByteBuffer.allocate(1))));
        }
        outcomes.add("connected " + channel.isConnected());
        outcomes.add("open " + channel.isOpen());
        outcomes.add("close " + Outcome.of(channel::close));
        outcomes.add("read " + Outcome.of(() -> channel.read(ByteBuffer.allocate(1))));
        return outcomes;
    }

    private static void awaitRst(Peer peer) throws InterruptedException {
        for (var seen = peer.transcript(); seen.events().stream().noneMatch(WireEvent.Rst.class::isInstance); ) {
            assertThat(seen.ended()).isFalse();
            seen = peer.awaitMore(seen, Duration.ofSeconds(30));
        }
        // A kernel under load hands a packet over some time after the call that sent it.
        while (!peer.connection(1).tcpState().equals(Optional.of(TcpState.CLOSED))) {
            Thread.onSpinWait();
        }
    }

    @Nested
    class AConnect {

        @Test
        void thatIsRefused() throws Exception {
            try (var peer = Peer.plan().fault(Fault.refuse()).listen()) {
                assertSame(Simulated.failure(NetworkFailure.CONNECTION_REFUSED), peer.address(), 0);
            }
        }

        @Test
        void thatIsNotAnswered() throws Exception {
            try (var queue = AcceptQueue.full()) {
                assertSame(Simulated.failure(NetworkFailure.CONNECT_TIMED_OUT), queue.address(), 100);
            }
        }

        /** What becomes of {@code isClosed()} differs between JDKs; nothing can be done with the socket in any. */
        private static void assertSame(Simulated simulated, InetSocketAddress address, int timeout) throws IOException {
            try (var real = new Socket();
                    var staged = simulated.socketFactory().createSocket()) {
                assertThat(Outcome.of(() -> staged.connect(address, timeout)))
                        .isEqualTo(Outcome.of(() -> real.connect(address, timeout)));
                assertThat(staged.isConnected()).isEqualTo(real.isConnected()).isFalse();
                assertThat(Outcome.of(() -> staged.connect(address, timeout)))
                        .startsWith("java.net.SocketException: Socket ")
                        .endsWith("closed");
                assertThat(Outcome.of(() -> real.connect(address, timeout)))
                        .startsWith("java.net.SocketException: Socket ")
                        .endsWith("closed");
            }
            if (timeout == 0) {
                try (var real = SocketChannel.open();
                        var staged = simulated.channels().open()) {
                    assertThat(Outcome.of(() -> staged.connect(address)))
                            .isEqualTo(Outcome.of(() -> real.connect(address)));
                    assertThat(staged.isOpen()).isEqualTo(real.isOpen()).isFalse();
                }
            }
        }

        @Test
        void toAnUnknownHost() throws Exception {
            var nowhere = InetSocketAddress.createUnresolved("no-such-host.invalid", 80);
            var simulated = Simulated.failure(NetworkFailure.UNKNOWN_HOST);
            try (var real = new Socket();
                    var staged = simulated.socketFactory().createSocket()) {
                assertThat(Outcome.of(() -> staged.connect(nowhere)))
                        .isEqualTo(Outcome.of(() -> real.connect(nowhere)))
                        .isEqualTo("java.net.UnknownHostException: no-such-host.invalid");
            }
            assertThat(Outcome.of(() -> simulated.socketFactory().createSocket("localhost", 80)))
                    .isEqualTo("java.net.UnknownHostException: localhost");
            try (var real = SocketChannel.open();
                    var staged = simulated.channels().open()) {
                assertThat(Outcome.of(() -> staged.connect(nowhere)))
                        .isEqualTo(Outcome.of(() -> real.connect(nowhere)));
                assertThat(staged.isOpen()).isEqualTo(real.isOpen()).isTrue();
            }
        }
    }

    @Test
    void aBindOfATakenPort() throws Exception {
        try (var taken = TakenPort.take();
                var real = new Socket();
                var staged = Simulated.failure(NetworkFailure.ADDRESS_IN_USE)
                        .socketFactory()
                        .createSocket();
                var realServer = new ServerSocket();
                var stagedServer = Simulated.failure(NetworkFailure.ADDRESS_IN_USE)
                        .serverSocketFactory()
                        .createServerSocket()) {
            assertThat(Outcome.of(() -> staged.bind(taken.address())))
                    .isEqualTo(Outcome.of(() -> real.bind(taken.address())));
            assertThat(staged.isBound()).isEqualTo(real.isBound()).isFalse();
            assertThat(staged.isClosed()).isEqualTo(real.isClosed()).isFalse();
            assertThat(Outcome.of(() -> stagedServer.bind(taken.address())))
                    .isEqualTo(Outcome.of(() -> realServer.bind(taken.address())));
            assertThat(stagedServer.isClosed()).isEqualTo(realServer.isClosed()).isFalse();
        }
    }

    @Test
    void aBindToAForeignAddress() throws Exception {
        var foreign = new InetSocketAddress("192.0.2.1", 0);
        try (var real = new Socket();
                var staged = Simulated.failure(NetworkFailure.ADDRESS_NOT_AVAILABLE)
                        .socketFactory()
                        .createSocket()) {
            assertThat(Outcome.of(() -> staged.bind(foreign))).isEqualTo(Outcome.of(() -> real.bind(foreign)));
            assertThat(staged.isClosed()).isEqualTo(real.isClosed()).isFalse();
        }
    }

    @Test
    void aReadThatTimesOut() throws Exception {
        try (var loopback = new Loopback();
                var real = new Socket("127.0.0.1", loopback.port());
                var staged = Simulated.failure(NetworkFailure.READ_TIMED_OUT)
                        .socketFactory()
                        .createSocket("127.0.0.1", loopback.port());
                var ofReal = loopback.accept();
                var ofStaged = loopback.accept()) {
            real.setSoTimeout(1);
            assertThat(Outcome.of(() -> staged.getInputStream().read()))
                    .isEqualTo(Outcome.of(() -> real.getInputStream().read()));
            real.setSoTimeout(30_000);
            ofReal.getOutputStream().write('x');
            ofStaged.getOutputStream().write('x');
            assertThat(staged.getInputStream().read())
                    .isEqualTo(real.getInputStream().read())
                    .isEqualTo('x');
        }
    }

    @Test
    void anAcceptThatTimesOut() throws Exception {
        try (var real = new ServerSocket(0);
                var staged = Simulated.failure(NetworkFailure.ACCEPT_TIMED_OUT)
                        .serverSocketFactory()
                        .createServerSocket(0)) {
            real.setSoTimeout(1);
            assertThat(Outcome.of(staged::accept)).isEqualTo(Outcome.of(real::accept));
            try (var client = new Socket("127.0.0.1", staged.getLocalPort());
                    var accepted = staged.accept()) {
                assertThat(accepted.getPort()).isEqualTo(client.getLocalPort());
            }
        }
    }
}
