package dev.peerless.peer;

import static dev.peerless.fault.Trigger.onConnect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.fault.Fault;
import dev.peerless.plan.Conversation;
import dev.peerless.transcript.WireEvent.Connected;
import dev.peerless.transcript.WireEvent.Listening;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere a full queue does not ignore connects")
class IgnoreConnectsTest {

    private static Peer echoing(Fault fault) {
        return Peer.plan().speak(Conversation.echo()).fault(fault).listen();
    }

    private static void assertIgnored(Peer peer) throws Exception {
        try (var socket = new Socket()) {
            assertThatThrownBy(() -> socket.connect(peer.address(), 300))
                    .isExactlyInstanceOf(SocketTimeoutException.class)
                    .hasMessage("Connect timed out");
        }
    }

    private static void assertServed(Peer peer) throws Exception {
        try (var client = RawClient.to(peer)) {
            client.write("x");
            assertThat(client.read()).isEqualTo("x");
        }
    }

    @Test
    void everyConnectTimesOut() throws Exception {
        try (var peer = echoing(Fault.ignoreConnects())) {
            assertIgnored(peer);
            assertIgnored(peer);
            assertThat(peer.connectionCount()).isZero();
            assertThat(peer.unfiredFaults()).isEmpty();
            assertThat(peer.transcript().toString()).contains("ignores    ignores connects");
        }
    }

    @Test
    void nobodyElseCanTakeThePort() throws Exception {
        try (var peer = echoing(Fault.ignoreConnects())) {
            assertThat(ForeignBinds.isTaken(peer.address(), false)).isFalse();
            assertThat(ForeignBinds.isTaken(peer.address(), true)).isFalse();
        }
    }

    @Test
    void theTestMayLetThePeerListen() throws Exception {
        try (var peer = echoing(Fault.ignoreConnects())) {
            assertIgnored(peer);

            peer.listenAgain();

            assertServed(peer);
            // Those that had filled the queue are none of the test's business.
            assertThat(peer.connectionCount()).isEqualTo(1);
        }
    }

    @Test
    void theTestMayHaveThePeerRefuseInstead() throws Exception {
        try (var peer = echoing(Fault.ignoreConnects())) {
            peer.stopListening();

            assertThat(RawClient.connect(peer)).isEqualTo("ConnectException: Connection refused");
        }
    }

    @Test
    void theTestMayHaveItRefuseAndThenListen() throws Exception {
        try (var peer = echoing(Fault.ignoreConnects())) {
            peer.stopListening();
            peer.listenAgain();

            assertServed(peer);
        }
    }

    @Test
    void aRestartEndsIt() throws Exception {
        try (var peer = echoing(Fault.ignoreConnects())) {
            peer.crash();
            peer.listenAgain();

            assertServed(peer);
        }
    }

    @Test
    void theEndOfACutDoesNotEndIt() throws Exception {
        try (var peer = Peer.plan().speak(Conversation.echo()).listen();
                var before = RawClient.to(peer)) {
            Wire.awaitConnections(peer, 1);
            try (var ignoring = peer.arm(Fault.ignoreConnects())) {
                peer.arm(Fault.cut(onConnect())).close();

                assertIgnored(peer);
                before.write("alive");
                assertThat(before.readText(5)).isEqualTo("alive");
                assertThat(ignoring.fault().mayNotFire()).isFalse();
            }
            assertServed(peer);
            assertThat(peer.connectionCount()).isEqualTo(2);
        }
    }

    @Test
    void itMayEndInTheMiddleOfACut() throws Exception {
        try (var peer = Peer.plan().speak(Conversation.echo()).listen();
                var before = RawClient.to(peer)) {
            Wire.awaitConnections(peer, 1);
            var ignoring = peer.arm(Fault.ignoreConnects());
            var cut = peer.arm(Fault.cut(onConnect()));
            ignoring.close();
            assertThat(peer.settledTranscript().events())
                    .filteredOn(Connected.class::isInstance)
                    .hasSize(1);

            cut.close();

            assertServed(peer);
            assertThat(peer.connectionCount()).isEqualTo(2);
            before.write("alive");
            assertThat(before.readText(5)).isEqualTo("alive");
        }
    }

    /** An attempt that waits is answered when the kernel sends its SYN again, a second after the first at the earliest. */
    @Test
    void whoWaitsIsServedOnceItsTimeIsOver() throws Exception {
        try (var peer = echoing(Fault.ignoreConnects(Duration.ofMillis(200)))) {
            assertServed(peer);

            var listens = Wire.await(peer, Listening.class, Listening::listening);
            var ignores = Wire.await(peer, Listening.class, event -> !event.listening());
            assertThat(listens.nanos() - ignores.nanos())
                    .isGreaterThanOrEqualTo(Duration.ofMillis(200).toNanos());
        }
    }

    @Test
    void itMayBeginAndEndWhileThePeerLives() throws Exception {
        try (var peer = Peer.plan().speak(Conversation.echo()).listen();
                var before = RawClient.to(peer)) {
            Wire.awaitConnections(peer, 1);
            try (var armed = peer.arm(Fault.ignoreConnects())) {
                assertIgnored(peer);
                before.write("alive");
                assertThat(before.readText(5)).isEqualTo("alive");
                assertThat(armed.fault()).hasToString("ignores connects");
            }
            assertServed(peer);
        }
    }
}
