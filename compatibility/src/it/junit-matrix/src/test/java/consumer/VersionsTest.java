package consumer;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.junit.PeerResets;
import dev.peerless.peer.Peer;
import java.io.IOException;
import java.net.Socket;
import java.net.URISyntaxException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user compiles with the versions at hand; and that these are the ones that run. */
class VersionsTest {

    @ParameterizedTest
    @ValueSource(strings = {"PLACE order-1", "PLACE order-2"})
    void peersStandBehindTheArgumentsOfParameterizedTests(String order, @PeerResets(afterReceiving = 13) Peer peer)
            throws IOException {
        try (var socket = new Socket(peer.host(), peer.port())) {
            socket.getOutputStream().write(order.getBytes(UTF_8));

            assertThatConnection(peer).wasReset().receivedData().startsWith(order);
        }
        assertThatConnection(peer).wasReleasedWithin(ofSeconds(5));
    }

    @Test
    void areThoseOfThisRun() throws URISyntaxException {
        assertThat(jarOf(Test.class)).isEqualTo("junit-jupiter-api-" + System.getProperty("junit.version") + ".jar");
        assertThat(jarOf(Assertions.class)).isEqualTo("assertj-core-" + System.getProperty("assertj.version") + ".jar");
    }

    private static String jarOf(Class<?> type) throws URISyntaxException {
        var jar = type.getProtectionDomain().getCodeSource().getLocation().toURI().getPath();
        return jar.substring(jar.lastIndexOf('/') + 1);
    }
}
