package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.capture.PacketCapture;
import dev.peerless.peer.TakenPort;
import java.io.IOException;
import java.lang.reflect.Parameter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Holds the guide's table of what leaves no server to what a plain server socket meets. */
class BindTableTest {

    private static final int ROUNDS = Integer.getInteger("rounds", 1);

    private static List<String> row(String annotation) {
        return GuideTable.rows("| annotation | plan | wire | bind |").stream()
                .filter(cells -> cells.get(1).equals("`" + annotation + "`"))
                .findFirst()
                .orElseThrow();
    }

    /** The parameter gets its port as the extension gives it. */
    private static int declared(TakenPort port) throws NoSuchMethodException {
        Parameter parameter =
                BindTableTest.class.getDeclaredMethod("wantsPort", int.class).getParameters()[0];
        return (int) PortPlace.of(parameter).as(port);
    }

    @SuppressWarnings("unused") // looked at by the method above
    private static void wantsPort(@PortInUse int port) {}

    @Test
    void aBindGivesWhatTheTableSays() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            try (var port = TakenPort.take()) {
                assertThat(bind(declared(port)))
                        .isEqualTo(row("@PortInUse").get(4).replace("`", ""));
            }
        }
    }

    @Test
    void theWireCarriesWhatTheTableSays() throws Exception {
        PacketCapture.whyNot().ifPresent(Assumptions::abort);
        try (var port = TakenPort.take();
                var capture = PacketCapture.start(port.port())) {
            var unused = bind(declared(port));

            assertThat(row("@PortInUse").get(3)).isEqualTo("nothing");
            assertThat(capture.flow(port.port())).isEmpty();
        }
    }

    private static String bind(int port) {
        try (var server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return "takes port " + server.getLocalPort();
        } catch (IOException failure) {
            return String.valueOf(failure.getMessage()).replaceAll(" \\(.*", "");
        }
    }
}
