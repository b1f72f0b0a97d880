package consumer;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatNetworkFailure;
import static dev.peerless.fault.Trigger.afterReceiving;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.peerless.fault.Fault;
import dev.peerless.peer.Peer;
import java.io.IOException;
import java.net.Socket;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class OrdersTest {

    private Peer peer;

    @BeforeMethod
    public void listen() {
        peer = Peer.plan().fault(Fault.reset(afterReceiving(5))).listen();
    }

    @AfterMethod
    public void close() {
        peer.close();
    }

    @Test
    public void aResetIsALostConnection() throws IOException {
        try (var socket = new Socket(peer.host(), peer.port())) {
            socket.getOutputStream().write("PLACE order-1".getBytes(UTF_8));

            var failure = catchThrowable(() -> socket.getInputStream().read());

            assertThatNetworkFailure(failure).isConnectionLoss();
        }
        assertThatConnection(peer).wasReset();
    }
}
