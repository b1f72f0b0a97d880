package dev.peerless.samples.failures;

import dev.peerless.peer.Peer;
import java.net.Socket;
import java.util.List;

/** Connections that this machine ends by itself, which it only does for root. */
final class OwnMachine {

    static final String LIBRARY = "own machine";

    private OwnMachine() {}

    static List<Provocation> all() {
        return List.of(
                new Provocation(
                        LIBRARY,
                        "read after abort",
                        () -> aborted(socket -> socket.getInputStream().read())),
                new Provocation(LIBRARY, "write after abort", () -> aborted(OwnMachine::writeForEver)));
    }

    private static void aborted(Attempts.Use<Socket> use) throws Exception {
        try (var peer = Peer.plan().listen();
                var socket = new Socket(peer.host(), peer.port())) {
            socket.setSoTimeout(Attempts.PATIENCE_MILLIS);
            peer.connection(1).abort();
            use.of(socket);
        }
    }

    @SuppressWarnings("InfiniteLoopStatement")
    private static void writeForEver(Socket socket) throws Exception {
        while (true) {
            socket.getOutputStream().write(1);
        }
    }
}
