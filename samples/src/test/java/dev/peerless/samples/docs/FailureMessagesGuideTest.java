package dev.peerless.samples.docs;

import static dev.peerless.assertions.PeerlessAssertions.assertThatCall;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.failure.NetworkFailure.CONNECTION_RESET;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.peerless.junit.PeerCloses;
import dev.peerless.junit.PeerResets;
import dev.peerless.peer.Peer;
import dev.peerless.wire.TcpState;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The guide shows these failures word for word, but for ports and times. */
class FailureMessagesGuideTest {

    @Test
    @EnabledOnOs(OS.LINUX)
    void aSocketThatNobodyCloses(@PeerCloses(afterReceiving = 16) Peer peer) throws IOException {
        assertIsInTheGuide(() -> readTheEndAndKeepTheSocket(peer));
    }

    private static void readTheEndAndKeepTheSocket(Peer peer) throws IOException {
        try (var socket = new Socket(peer.host(), peer.port())) {
            socket.getOutputStream().write("PLACE order-1 x2\r\n".getBytes(US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);

            assertThatConnection(peer.connection(1)).wasReleasedWithin(ofMillis(200));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aResetThatSomebodyElseWasToldOf(@PeerResets Peer peer) throws IOException {
        try (var socket = new Socket(peer.host(), peer.port())) {
            assertThatConnection(peer).wasReset().isInState(TcpState.CLOSED);
            assertThat(catchThrowable(() -> socket.getOutputStream().write('x')))
                    .isInstanceOf(IOException.class);

            assertIsInTheGuide(
                    () -> assertThatCall(() -> socket.getInputStream().read()).failsWith(CONNECTION_RESET));
        }
    }

    /** Line by line, since it depends on the ports which comes first in the table. */
    private static void assertIsInTheGuide(ThrowingCallable assertion) throws IOException {
        var failure = catchThrowable(assertion);
        assertThat(failure).isInstanceOf(AssertionError.class);
        var blocks = List.of(masked(Files.readString(guide())).split("(?m)^```(?:text)?$"));
        var lines = masked(failure.getMessage()).lines().toArray(String[]::new);
        assertThat(blocks)
                .anySatisfy(block -> assertThat(block.lines().filter(line -> !line.isEmpty()))
                        .containsExactlyInAnyOrder(lines));
    }

    private static String masked(String text) {
        return text.replaceAll(" +", " ")
                .replaceAll("port \\d+", "port _")
                .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:_")
                .replaceAll(" +[+]\\d+\\.\\d{3} ms", " +_ ms")
                .replaceAll("after \\d+\\.\\d{3} ms", "after _ ms");
    }

    private static Path guide() {
        var here = Path.of("").toAbsolutePath();
        return (Files.isDirectory(here.resolve("docs")) ? here : here.getParent()).resolve("docs/assertions.md");
    }
}
