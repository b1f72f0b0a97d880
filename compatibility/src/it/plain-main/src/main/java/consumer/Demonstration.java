package consumer;

import static dev.peerless.fault.Trigger.afterReceiving;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.peerless.failure.NetworkFailure;
import dev.peerless.fault.Fault;
import dev.peerless.peer.Peer;
import java.io.IOException;
import java.net.Socket;

/** Shows what a client meets whose server dies in the middle of an order. */
public final class Demonstration {

    private Demonstration() {}

    public static void main(String[] args) throws IOException {
        try (var peer = Peer.plan().fault(Fault.reset(afterReceiving(5))).listen();
                var socket = new Socket(peer.host(), peer.port())) {
            socket.getOutputStream().write("PLACE order-1".getBytes(UTF_8));
            try {
                socket.getInputStream().read();
                throw new AssertionError("the connection was not lost");
            } catch (IOException e) {
                System.out.println(NetworkFailure.of(e) + ": " + e.getMessage());
            }
            System.out.println(peer.transcript());
        }
    }
}
