package dev.peerless.assertions;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static dev.peerless.assertions.Waits.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.condition.OS.LINUX;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.Peer;
import dev.peerless.wire.NetstatText;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

/** The table of the system's sockets under a transcript. */
class NetstatTest {

    private static final String HEADER = "Proto Recv-Q Send-Q Local Address           Foreign Address         State\n";

    private static String row(int port, String state) {
        return "tcp6       0      0 127.0.0.1:" + port + "         127.0.0.1:40213         " + state;
    }

    private static String rows(int from, int to, String state) {
        return IntStream.range(from, to).mapToObj(port -> row(port, state)).collect(Collectors.joining("\n"));
    }

    @Test
    void standsOnLinesOfItsOwn() {
        var table = HEADER + row(40213, "LISTEN") + "\n" + row(50001, "CLOSE_WAIT");
        assertThat(NetstatText.under(table)).isEqualTo("\n" + table);
    }

    @Test
    void isLeftOutWhereItHasNoConnection() {
        assertThat(NetstatText.under("")).isEmpty();
        assertThat(NetstatText.under(HEADER)).isEmpty();
        assertThat(NetstatText.under(HEADER + row(40213, "LISTEN"))).isEmpty();
    }

    @Test
    void isCutWhereItIsLong() {
        assertThat(NetstatText.under(HEADER + rows(50000, 50010, "ESTABLISHED")))
                .isEqualTo("\n" + HEADER + rows(50000, 50010, "ESTABLISHED"));
        assertThat(NetstatText.under(
                        HEADER + rows(50000, 50011, "ESTABLISHED") + "\n" + rows(50011, 50040, "CLOSE_WAIT")))
                .isEqualTo("\n" + HEADER + rows(50000, 50009, "ESTABLISHED")
                        + "\n... and 31 more: 29 CLOSE_WAIT, 2 ESTABLISHED");
    }

    @Test
    @EnabledOnOs(LINUX)
    @SuppressWarnings("try") // being connected is all that the client does
    void showsWhoHasNotClosed() throws Exception {
        try (var peer = Peer.plan().fault(Fault.close(Trigger.onConnect())).listen();
                var client = Client.connectTo(peer)) {
            assertThatConnection(peer).wasClosed();
            var failure = catchThrowable(() -> assertThatConnection(peer).wasReleasedWithin(SHORT));
            assertThat(failure.getMessage())
                    .contains("closes on connect\n" + HEADER + "tcp6 ")
                    .containsPattern("\ntcp6 .* CLOSE_WAIT\n")
                    .containsPattern("\ntcp6 .* FIN_WAIT2\n")
                    .containsPattern("\ntcp6 .*\nHelp: the peer's FIN has come, .*\\z");
        }
    }

    @Test
    @EnabledOnOs(LINUX)
    @SuppressWarnings("try") // being connected is all that the client does
    void standsUnderEachFailureAboutConnectionsAndTheirStates() throws Exception {
        try (var peer = Peer.plan().listen();
                var standby = Peer.plan().listen();
                var client = Client.connectTo(peer);
                var other = Client.connectTo(standby)) {
            assertThatConnection(peer).isOpen();
            assertThatConnection(standby).isOpen();
            assertThat(catchThrowable(() -> assertThatConnections(peer).hasCountFor(0, SHORT)))
                    .hasMessageContaining("connect from", HEADER);
            assertThat(catchThrowable(
                            () -> assertThatConnections(peer).within(SHORT).reconnectedWithin(SHORT)))
                    .hasMessageContaining(HEADER);
            assertThat(catchThrowable(
                            () -> assertThatConnections(peer).within(SHORT).failedOverTo(standby)))
                    .hasMessageContaining(HEADER);
            peer.connection(1).vanish();
            assertThat(catchThrowable(() ->
                                    assertThatConnections(peer).within(SHORT).failedOverTo(standby))
                            .getMessage()
                            .split(HEADER, -1))
                    .hasSize(3);
        }
    }
}
