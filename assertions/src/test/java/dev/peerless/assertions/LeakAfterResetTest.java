package dev.peerless.assertions;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.peerless.junit.NoLeakedConnections;
import dev.peerless.junit.PeerResets;
import dev.peerless.peer.Peer;
import java.io.IOException;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Here releases are watched, since the assertions are on the class path: after a RST nothing else tells of a leak. */
@EnabledOnOs(LINUX)
class LeakAfterResetTest {

    private static final Queue<Socket> HELD = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() throws IOException {
        for (var socket : HELD) {
            socket.close();
        }
    }

    @Test
    void isExplained() {
        var failed = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Holding.class))
                .execute()
                .testEvents()
                .failed()
                .list();
        assertThat(failed).hasSize(1);
        var message = failed.get(0)
                .getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow()
                .getMessage();
        assertThat(message)
                .contains("but it still holds #1.\n   #1 ")
                .containsPattern("\n>  #1 +\\+[0-9.]+ ms  >  RST ")
                .endsWith(
                        "\nHelp: After a RST of the peer the system lists a connection no more, but the socket stays open"
                                + " until the code under test closes it.");
    }

    @Test
    void isNotSaidToBeUnseen() {
        var log = Logger.getLogger("dev.peerless.junit");
        var warnings = new ConcurrentLinkedQueue<String>();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord logged) {
                warnings.add(logged.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        log.addHandler(handler);
        try {
            EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(Holding.class))
                    .execute()
                    .testEvents()
                    .assertStatistics(tests -> tests.failed(1));
        } finally {
            log.removeHandler(handler);
        }

        assertThat(warnings).isEmpty();
    }

    static class Holding {

        @Test
        @NoLeakedConnections(within = "1ms")
        void holdsOnAfterAReset(@PeerResets(afterReceiving = 1) Peer peer) throws IOException {
            var socket = new Socket(peer.host(), peer.port());
            HELD.add(socket);
            socket.getOutputStream().write('A');
            assertThatConnection(peer).wasReset();
        }
    }
}
