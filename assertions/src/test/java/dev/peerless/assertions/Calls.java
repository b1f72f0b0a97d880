package dev.peerless.assertions;

import static dev.peerless.assertions.PeerlessAssertions.assertThatCall;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.READ_MILLIS;
import static dev.peerless.assertions.Waits.SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.peerless.peer.Peer;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;

/** What the calls of tests do. */
final class Calls {

    static final SocketException BROKEN_PIPE = new SocketException("Broken pipe");

    private Calls() {}

    static void breaks() throws IOException {
        throw BROKEN_PIPE;
    }

    /** Until it is interrupted. */
    static void hangs() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    static String readAll(Peer peer) throws IOException {
        try (var socket = new Socket(peer.host(), peer.port())) {
            socket.setSoTimeout(READ_MILLIS);
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    /** What a call that ends just then looks like to somebody who asks for less. */
    static CallAssert<String> slow(String value) {
        var call = assertThatCall(() -> {
            long until = Deadline.after(Deadline.now(), SHORT);
            while (Deadline.now() - until < 0) {
                Thread.onSpinWait();
            }
            return value;
        });
        call.givesUpWithin(FAR);
        return call;
    }
}
