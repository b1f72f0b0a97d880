package dev.peerless.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.internal.os.ConnectionTable;
import dev.peerless.peer.DyingServer.Moment;
import dev.peerless.wire.TcpState;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client of a peer that crashes meets is what a client of a JVM meets that is killed. */
class LikeAKilledProcessTest {

    private static final String RESET = "SocketException: Connection reset";
    private static final String RESET_BY_PEER = "SocketException: Connection reset by peer";
    private static final String BROKEN_PIPE = "SocketException: Broken pipe";

    @ParameterizedTest
    @CsvSource({
        "ALL_READ,     -1,      ok,            " + BROKEN_PIPE,
        "UNREAD, " + RESET + ", " + RESET_BY_PEER + ", " + BROKEN_PIPE,
        "NOT_ACCEPTED, " + RESET + ", " + RESET_BY_PEER + ", " + BROKEN_PIPE,
    })
    void toTheLetter(Moment moment, String read, String firstWrite, String secondWrite) throws Exception {
        var expected = List.of(
                "read: " + read,
                "first write: " + firstWrite,
                "second write: " + secondWrite,
                "connect: ConnectException: Connection refused");

        assertThat(observed(DyingServer.jvm(moment))).as("killed").isEqualTo(expected);
        assertThat(observed(DyingServer.peer(moment))).as("peer").isEqualTo(expected);
    }

    /** One client reads, since an error is told once; the other writes. */
    private static List<String> observed(DyingServer server) throws Exception {
        var seen = new ArrayList<String>();
        try (server;
                var reader = RawClient.to(server.address());
                var writer = RawClient.to(server.address())) {
            reader.write(DyingServer.QUESTION);
            writer.write(DyingServer.QUESTION);
            server.awaitMoment();

            server.die();
            awaitEnd(writer.socket());

            seen.add("read: " + reader.read());
            seen.add("first write: " + writer.write("x"));
            seen.add("second write: " + writer.writeUntilRefused());
            seen.add("connect: " + connect(server));
        }
        return seen;
    }

    /** A kernel under load hands a FIN or a RST over some time after it was sent; other systems do not show when. */
    private static void awaitEnd(Socket socket) {
        var here = (InetSocketAddress) socket.getLocalSocketAddress();
        var there = (InetSocketAddress) socket.getRemoteSocketAddress();
        while (ConnectionTable.isAvailable() && ConnectionTable.state(here, there) == TcpState.ESTABLISHED) {
            Thread.onSpinWait();
        }
    }

    private static String connect(DyingServer server) {
        try (var client = RawClient.to(server.address())) {
            return String.format(Locale.ROOT, "from %d", client.port());
        } catch (IOException failure) {
            return RawClient.outcome(failure);
        }
    }
}
