package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.Peer;
import dev.peerless.transcript.WireEvent;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
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
    void whatCannotBeSeenIsSaid() throws Exception {
        var log = Logger.getLogger("dev.peerless.junit");
        var warnings = new CopyOnWriteArrayList<String>();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord logged) {
                warnings.add(logged.getLevel() + ": " + logged.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        log.addHandler(handler);
        try (var peer = Peer.plan()
                        .watchReleases(false)
                        .fault(Fault.reset(Trigger.afterReceiving(1)))
                        .listen();
                var client = new RawClient(peer)) {
            client.send("x").receivesReset();

            assertThat(new LeakCheck(Duration.ofMillis(1)).leaks(List.of(peer))).isEmpty();
        } finally {
            log.removeHandler(handler);
        }

        assertThat(warnings)
                .singleElement(STRING)
                .matches(
                        "WARNING: @NoLeakedConnections cannot tell whether the code under test has given up #1 of peer on"
                                + " port \\d+ \\(resets after receiving 1 byte, all connections\\): after a RST of the peer only the"
                                + " descriptor of the other end tells, and that was not noted before it\\. This takes Linux, a code"
                                + " under test of the same user in the same network namespace, and watchReleases\\(true\\) or"
                                + " @Peerless\\(watchReleases = true\\), which is"
                                + " the default with peerless-assertions\\. Or have the peer close instead of reset, then the FIN or"
                                + " RST that comes back tells\\.");
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
                other.setSoTimeout(30_000);
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
