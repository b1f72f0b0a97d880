package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.capture.PacketCapture;
import dev.peerless.peer.Peer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the guide's table of faults that leave no connection to what a plain socket's connect meets. */
class ConnectTableTest {

    private static final int ROUNDS = Integer.getInteger("rounds", 1);
    private static final int CONNECT_TIMEOUT_MILLIS = 300;

    private static final Map<String, String> DECLARED =
            Map.of("@PeerRefuses", "refuses", "@PeerIgnoresConnects", "ignoresConnects");

    /**
     * A row.
     *
     * @param fault what is declared
     * @param wire the segments of the peer
     * @param connect what a connect gives
     */
    record Row(String fault, String wire, String connect) {}

    @ParameterizedTest
    @MethodSource("rows")
    void aConnectGivesWhatTheTableSays(Row row) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            try (var peer = Peer.listen(Meetings.plan(DECLARED.get(row.fault())));
                    var socket = new Socket()) {
                assertThat(connect(socket, peer)).isEqualTo(row.connect().replace("`", ""));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theWireCarriesWhatTheTableSays(Row row) throws Exception {
        PacketCapture.whyNot().ifPresent(Assumptions::abort);
        try (var peer = Peer.listen(Meetings.plan(DECLARED.get(row.fault())));
                var capture = PacketCapture.start(peer.port());
                var socket = new Socket()) {
            socket.bind(new InetSocketAddress(peer.host(), 0));
            int port = socket.getLocalPort();
            var unused = connect(socket, peer);

            assertThat(capture.flow(port).stream().filter(segment -> segment.startsWith("> ")))
                    .isEqualTo(row.wire().startsWith("nothing") ? List.of() : List.of("> RST"));
        }
    }

    @Test
    void everyRowIsStagedAndEveryStagingHasItsRow() {
        assertThat(rows().map(Row::fault)).containsExactlyInAnyOrderElementsOf(DECLARED.keySet());
    }

    private static String connect(Socket socket, Peer peer) {
        try {
            socket.connect(peer.address(), CONNECT_TIMEOUT_MILLIS);
            return "succeeds";
        } catch (IOException failure) {
            return String.valueOf(failure.getMessage());
        }
    }

    static Stream<Row> rows() {
        return GuideTable.rows("| annotation | plan | wire | connect |").stream()
                .map(cells -> new Row(cells.get(1).replace("`", ""), cells.get(3), cells.get(4)));
    }
}
