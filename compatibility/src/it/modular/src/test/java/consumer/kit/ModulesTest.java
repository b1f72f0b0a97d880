package consumer.kit;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatNetworkFailure;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.peerless.assertions.PeerlessAssertions;
import dev.peerless.junit.PeerCloses;
import dev.peerless.peer.Peer;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class ModulesTest {

    @PeerCloses(mayNotFire = true)
    private Peer closing;

    @Test
    void allOfThemAreNamed() {
        assertThat(ModulesTest.class.getModule().getName()).isEqualTo("consumer.kit");
        assertThat(Peer.class.getModule().getName()).isEqualTo("dev.peerless.junit");
        assertThat(PeerlessAssertions.class.getModule().getName()).isEqualTo("dev.peerless.assertions");
        assertThat(Test.class.getModule().getName()).isEqualTo("org.junit.jupiter.api");
    }

    @Test
    void anAnnotationOfTheModuleStagesItsPeer(@FlakyOrders Peer peer) throws IOException {
        try (var socket = new Socket(peer.host(), peer.port())) {
            socket.getOutputStream().write("PLACE order-1".getBytes(UTF_8));

            var failure = catchThrowable(() -> socket.getInputStream().read());

            assertThatNetworkFailure(failure).isConnectionLoss();
        }
        assertThatConnection(peer).wasReset();
    }

    @Test
    void fieldsAreFilled() throws IOException {
        try (var socket = new Socket(closing.host(), closing.port())) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThatConnection(closing).wasReleasedWithin(ofSeconds(5));
    }
}
