package dev.peerless.assertions;

import static dev.peerless.assertions.Events.FAULT;
import static dev.peerless.assertions.Events.connected;
import static dev.peerless.assertions.Events.vanished;
import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.ClientPeer;
import dev.peerless.transcript.Direction;
import dev.peerless.transcript.WireEvent.Rst;
import org.junit.jupiter.api.Test;

/** A server that notices the loss of a client peer. */
class NoticeByAServerTest {

    @Test
    void passesWhenItsFinComes() throws Exception {
        try (var server = Server.listening();
                var peer = ClientPeer.plan()
                        .fault(Fault.close(Trigger.onConnect()))
                        .create()) {
            peer.connect(server.address());
            var served = server.accept();
            served.read();
            served.sendFin();
            assertThatConnection(peer).noticedLossWithin(FAR);
        }
    }

    @Test
    void failsAtOnceWhereNothingCanTell() throws Exception {
        try (var server = Server.listening();
                var peer = ClientPeer.plan()
                        .fault(Fault.reset(Trigger.onConnect()))
                        .watchReleases(false)
                        .create()) {
            peer.connect(server.address());
            assertThat(failureOf(() -> assertThatConnection(peer).noticedLossWithin(FAR)))
                    .contains("within 10 min of the reset,\nbut that cannot be known: a RST ends all");
        }
    }

    @Test
    void failsWhereTheLimitHadPassedBeforeNothingCouldTell() {
        try (var peer = ClientPeer.plan().create()) {
            var judge = new NoticeJudge(new ConnectionScope(peer.connection(1), false, FAR), SHORT);
            var vanished = vanished(1, 10);
            assertThat(judge.see(connected(1, 0)).isOpen()).isTrue();
            assertThat(judge.see(vanished).isOpen()).isTrue();
            assertThat(judge.see(new Rst(1, 90_000_000, Direction.SENT, FAULT, "", false)))
                    .isEqualTo(Verdict.failed("its socket was still open after 40 ms", vanished));
        }
    }

    @Test
    void isNotToldByAnotherConnectionOfThePeers() throws Exception {
        try (var server = Server.listening();
                var peer = ClientPeer.plan()
                        .fault(Fault.vanish(Trigger.onConnect()).on("1"))
                        .create()) {
            peer.connect(server.address());
            assertThatConnection(peer).vanished();
            peer.connect(server.address());
            assertThat(failureOf(() -> assertThatConnection(peer.connection(1)).noticedLossWithin(SHORT)))
                    .contains("but the code under test had sent neither FIN nor RST after 40 ms.");
        }
    }
}
