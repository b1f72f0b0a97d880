package dev.peerless.samples.failures;

import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.fault.Trigger.afterSending;
import static dev.peerless.fault.Trigger.onConnect;

import dev.peerless.fault.Corruption;
import dev.peerless.fault.Fault;
import dev.peerless.fault.TlsFailure;
import dev.peerless.fault.Way;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Tls;
import dev.peerless.plan.TlsCertificate;
import dev.peerless.plan.TlsProtocol;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;

/** {@code SSLSocket}, over both protocols that are in use. */
final class TlsSockets {

    /** Type, version and length of a record. If they stay as they are, what it encloses is what does not fit. */
    static final int RECORD_HEAD = 5;

    private TlsSockets() {}

    static List<Provocation> all() {
        return Arrays.stream(TlsProtocol.values()).flatMap(TlsSockets::over).toList();
    }

    private static Stream<Provocation> over(TlsProtocol protocol) {
        var library = "SSLSocket " + protocol.standardName();
        return Stream.of(
                new Provocation(library, "FIN in the handshake", () -> shakeHands(protocol, TlsFailure.FIN)),
                new Provocation(library, "RST in the handshake", () -> shakeHands(protocol, TlsFailure.RESET)),
                new Provocation(library, "text in the handshake", () -> shakeHands(protocol, TlsFailure.GARBAGE)),
                new Provocation(library, "silence in the handshake", () -> shakeHands(protocol, TlsFailure.SILENCE)),
                new Provocation(library, "expired certificate", () -> shakeHandsWithExpired(protocol)),
                new Provocation(
                        library,
                        "read after RST",
                        () -> connected(protocol, (peer, socket) -> {
                            peer.connection(1).reset();
                            socket.getInputStream().read();
                        })),
                new Provocation(
                        library,
                        "write after RST",
                        () -> connected(protocol, (peer, socket) -> {
                            peer.connection(1).reset();
                            writeForEver(socket);
                        })),
                new Provocation(
                        library,
                        "write after FIN",
                        () -> connected(protocol, (peer, socket) -> {
                            peer.connection(1).close();
                            writeForEver(socket);
                        })),
                new Provocation(
                        library,
                        "read in vain",
                        () -> connected(protocol, (peer, socket) -> {
                            socket.setSoTimeout(1);
                            socket.getInputStream().read();
                        })),
                new Provocation(
                        library,
                        "write after own close",
                        () -> connected(protocol, (peer, socket) -> {
                            socket.close();
                            socket.getOutputStream().write(1);
                        })),
                new Provocation(
                        library,
                        "corrupted record read",
                        () -> connected(protocol, (peer, socket) -> {
                            peer.arm(Fault.corrupt(afterSending(RECORD_HEAD), Corruption.flips(1)));
                            peer.connection(1).send("altered");
                            socket.getInputStream().read();
                        })),
                new Provocation(
                        library,
                        "corrupted record written",
                        () -> connected(protocol, (peer, socket) -> {
                            peer.arm(Fault.corrupt(afterReceiving(RECORD_HEAD), Corruption.flips(1), Way.RECEIVING));
                            socket.getOutputStream().write('x');
                            socket.getInputStream().read();
                        })),
                new Provocation(
                        library,
                        "garbage between records",
                        () -> connected(protocol, (peer, socket) -> {
                            peer.arm(Fault.corrupt(onConnect(), Corruption.garbage(64))
                                    .withSeed(1));
                            peer.connection(1).send("behind it");
                            socket.getInputStream().read();
                        })));
    }

    private interface Use {

        void of(Peer peer, SSLSocket socket) throws Exception;
    }

    private static void connected(TlsProtocol protocol, Use use) throws Exception {
        var tls = Tls.wellBehaved().speaking(protocol);
        try (var peer = Peer.plan().tls(tls).speak(Conversation.echo()).listen();
                var socket = connect(peer)) {
            // What the peer has to say of the session by itself comes before the echo.
            socket.getOutputStream().write('x');
            socket.getInputStream().read();
            use.of(peer, socket);
        }
    }

    private static void shakeHands(TlsProtocol protocol, TlsFailure failure) throws Exception {
        var tls = Tls.wellBehaved().speaking(protocol);
        try (var peer = Peer.plan().tls(tls).fault(Fault.failTls(failure)).listen();
                var socket = connect(peer)) {
            socket.setSoTimeout(failure == TlsFailure.SILENCE ? 50 : Attempts.PATIENCE_MILLIS);
            socket.startHandshake();
        }
    }

    private static void shakeHandsWithExpired(TlsProtocol protocol) throws Exception {
        var tls = Tls.wellBehaved().speaking(protocol).with(TlsCertificate.EXPIRED);
        try (var peer = Peer.plan().tls(tls).listen();
                var socket = connect(peer)) {
            socket.startHandshake();
        }
    }

    private static SSLSocket connect(Peer peer) throws IOException {
        var factory = peer.tls().clientContext().getSocketFactory();
        var socket = (SSLSocket) factory.createSocket(peer.host(), peer.port());
        socket.setSoTimeout(Attempts.PATIENCE_MILLIS);
        return socket;
    }

    @SuppressWarnings("InfiniteLoopStatement")
    private static void writeForEver(SSLSocket socket) throws IOException {
        while (true) {
            socket.getOutputStream().write(1);
        }
    }
}
