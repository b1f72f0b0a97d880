package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.peer.Peer;
import dev.peerless.transcript.WireEvent;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NoLeakedConnectionsTest {

    @Test
    void whoClosesPasses() {
        InnerRun.of(ClosingCases.class).succeeded(2);
    }

    @Test
    void whoDoesNotFails() {
        assertThat(InnerRun.of(LeakingCases.class, "leavesOneOpen").message()).contains("""
                        to have been given up by the code under test within 1 ms of the test's end,
                        but it still holds #1.
                        >  #1 +TIME ms  <  connect from 127.0.0.1:PORT
                        """.stripTrailing());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatWasClosedByThePeerIsExplained() {
        assertThat(InnerRun.of(EndedCases.class, "holdsOnAfterAFin").message())
                .contains("but it still holds #1.\n   #1 ", "\n>  #1 +TIME ms  >  FIN ")
                .endsWith(
                        "\nHelp: CLOSE_WAIT is the code under test's own end, which it has to close since the peer has sent its"
                                + " FIN: a read that gives -1 does not.");
    }

    @Test
    void everyTestOfTheClassIsLookedAt() {
        InnerRun.of(LeakingCases.class).counts(0, 3, 0);
    }

    @Test
    void nestedClassesAreMeantToo() {
        InnerRun.of(LeakingCases.Inner.class).counts(0, 1, 0);
    }

    @Test
    void aMethodMayAskAlone() {
        assertThat(InnerRun.of(OneOfTwoCases.class).failedTests()).containsExactly("isLookedAt");
    }

    @Test
    void misuseIsNamedBeforeAnythingStarts() {
        assertThat(InnerRun.of(MisuseOnClassCases.class).misuse())
                .isEqualTo("@NoLeakedConnections on class MisuseOnClassCases: within = \"soon\", but must be a positive"
                        + " duration like \"300ms\", \"5 s\" or \"2m\".");
        assertThat(InnerRun.of(MisuseOnMethodCases.class).misuse())
                .isEqualTo(
                        "@NoLeakedConnections on method MisuseOnMethodCases.holds(Peer): within = \"0s\", but must be a"
                                + " positive duration like \"300ms\", \"5 s\" or \"2m\".");
    }

    /** What the tests below leak, closed in the end. */
    abstract static class Leaky {

        private Socket socket = new Socket();

        void hold(Peer peer) throws IOException {
            socket = new Socket(peer.host(), peer.port());
        }

        /** Sends a byte, and waits until the peer has recorded how it ended the connection. */
        void endBy(Peer peer, Class<? extends WireEvent> end) throws Exception {
            hold(peer);
            socket.getOutputStream().write('x');
            var seen = peer.transcript();
            while (seen.events().stream().noneMatch(end::isInstance)) {
                seen = peer.awaitMore(seen, Duration.ofMinutes(1));
            }
        }

        void closeLater() throws IOException {
            socket.close();
        }
    }

    @NoLeakedConnections
    static class ClosingCases extends Leaky {

        @Test
        void closes(@PeerEchoes Peer peer) throws IOException {
            hold(peer);
            closeLater();
        }

        @Test
        void closesAfterEach(@PeerEchoes Peer peer) throws IOException {
            hold(peer);
        }

        @AfterEach
        void close() throws IOException {
            closeLater();
        }
    }

    @NoLeakedConnections(within = "1ms")
    static class LeakingCases extends Leaky {

        @Test
        void leavesOneOpen(@PeerEchoes Peer peer) throws IOException {
            hold(peer);
        }

        @Test
        void doesNotCloseAfterAFin(@PeerCloses(afterReceiving = 1) Peer peer) throws IOException {
            hold(peer);
            try (var other = new Socket(peer.host(), peer.port())) {
                other.getOutputStream().write('x');
                assertThat(other.getInputStream().read()).isEqualTo(-1);
            }
        }

        @Nested
        class Inner {

            @Test
            void leaksToo(@PeerEchoes Peer peer) throws IOException {
                hold(peer);
            }
        }
    }

    @NoLeakedConnections(within = "1ms")
    static class EndedCases extends Leaky {

        @Test
        void holdsOnAfterAFin(@PeerCloses(afterReceiving = 1) Peer peer) throws Exception {
            endBy(peer, WireEvent.Fin.class);
        }
    }

    static class OneOfTwoCases extends Leaky {

        @Test
        @NoLeakedConnections(within = "1ms")
        void isLookedAt(@PeerEchoes Peer peer) throws IOException {
            hold(peer);
        }

        @Test
        void isNot(@PeerEchoes Peer peer) throws IOException {
            hold(peer);
        }
    }

    @NoLeakedConnections(within = "soon")
    static class MisuseOnClassCases {

        @Test
        void holds(@PeerEchoes Peer peer) {
            throw new AssertionError("ran with " + peer);
        }
    }

    static class MisuseOnMethodCases {

        @Test
        @NoLeakedConnections(within = "0s")
        void holds(@PeerEchoes Peer peer) {
            throw new AssertionError("ran with " + peer);
        }
    }
}
