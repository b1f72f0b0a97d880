package dev.peerless.samples.failures;

import dev.peerless.fault.Fault;
import dev.peerless.peer.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

/** {@code java.net.Socket} and {@code ServerSocket}. */
final class JdkSockets {

    private static final String SOCKET = "Socket";

    private JdkSockets() {}

    static List<Provocation> all() {
        return List.of(
                new Provocation(
                        SOCKET,
                        "read after RST",
                        () -> connected((peer, socket) -> {
                            peer.connection(1).reset();
                            socket.getInputStream().read();
                        })),
                new Provocation(
                        SOCKET,
                        "write after RST",
                        () -> connected((peer, socket) -> {
                            peer.connection(1).reset();
                            writeForEver(socket);
                        })),
                new Provocation(
                        SOCKET,
                        "write after a failed read",
                        () -> connected((peer, socket) -> {
                            peer.connection(1).reset();
                            Attempts.fail(() -> socket.getInputStream().read());
                            socket.getOutputStream().write(1);
                        })),
                new Provocation(
                        SOCKET,
                        "write after FIN",
                        () -> connected((peer, socket) -> {
                            peer.connection(1).close();
                            Attempts.readToTheEnd(socket);
                            writeForEver(socket);
                        })),
                new Provocation(
                        SOCKET,
                        "read in vain",
                        () -> connected((peer, socket) -> {
                            socket.setSoTimeout(1);
                            socket.getInputStream().read();
                        })),
                new Provocation(
                        SOCKET,
                        "read after own close",
                        () -> connected((peer, socket) -> {
                            var in = socket.getInputStream();
                            socket.close();
                            in.read();
                        })),
                new Provocation(
                        SOCKET,
                        "write after own shutdown",
                        () -> connected((peer, socket) -> {
                            socket.shutdownOutput();
                            socket.getOutputStream();
                        })),
                new Provocation(SOCKET, "refused", () -> Attempts.at(Fault.refuse(), JdkSockets::connect)),
                new Provocation(
                        SOCKET,
                        "connect in vain",
                        () -> Attempts.at(Fault.ignoreConnects(), address -> connect(address, 20))),
                new Provocation(SOCKET, "no route", () -> connect(Attempts.UNREACHABLE)),
                new Provocation(
                        SOCKET, "unknown host", () -> connect(InetSocketAddress.createUnresolved("peer.invalid", 80))),
                new Provocation("ServerSocket", "port in use", () -> Attempts.atPeer(JdkSockets::bind)),
                new Provocation("ServerSocket", "address of others", () -> bind(Attempts.OF_OTHERS)),
                new Provocation("ServerSocket", "accept in vain", JdkSockets::acceptInVain));
    }

    private interface Use {

        void of(Peer peer, Socket socket) throws Exception;
    }

    private static void connected(Use use) throws Exception {
        try (var peer = Peer.plan().listen();
                var socket = new Socket(peer.host(), peer.port())) {
            socket.setSoTimeout(Attempts.PATIENCE_MILLIS);
            use.of(peer, socket);
        }
    }

    @SuppressWarnings("InfiniteLoopStatement")
    private static void writeForEver(Socket socket) throws IOException {
        while (true) {
            socket.getOutputStream().write(1);
        }
    }

    private static void connect(InetSocketAddress address) throws IOException {
        connect(address, Attempts.PATIENCE_MILLIS);
    }

    private static void connect(InetSocketAddress address, int timeout) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(address, timeout);
        }
    }

    private static void bind(InetSocketAddress address) throws IOException {
        try (var listener = new ServerSocket()) {
            listener.bind(address);
        }
    }

    private static void acceptInVain() throws IOException {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listener.setSoTimeout(1);
            listener.accept();
        }
    }
}
