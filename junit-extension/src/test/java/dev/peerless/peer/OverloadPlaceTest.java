package dev.peerless.peer;

import static dev.peerless.fault.Trigger.onDemand;
import static dev.peerless.peer.OverloadedPeers.RESET;
import static dev.peerless.peer.OverloadedPeers.echoing;
import static dev.peerless.peer.OverloadedPeers.leave;
import static dev.peerless.peer.OverloadedPeers.met;
import static dev.peerless.peer.OverloadedPeers.served;
import static dev.peerless.peer.RawClient.NOTHING;
import static dev.peerless.transcript.Direction.RECEIVED;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Excess;
import dev.peerless.fault.Fault;
import dev.peerless.plan.Conversation;
import java.util.ArrayDeque;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When a place becomes free, and whose it is then. */
class OverloadPlaceTest {

    @ParameterizedTest
    @EnumSource
    void isFreeOnceItsConnectionHasEnded(Excess excess) throws Exception {
        try (var peer = echoing(2, excess);
                var first = served(peer);
                var second = served(peer)) {
            leave(second);
            Wire.awaitFin(peer, RECEIVED);

            try (var third = served(peer)) {
                first.assertServed();
                third.assertServed();
            }
        }
        // Nobody was sent away.
        try (var peer = echoing(2, excess)) {
            for (int i = 0; i < 5; i++) {
                leave(served(peer));
            }
            assertThat(peer.unfiredFaults())
                    .extracting(UnfiredFault::progress)
                    .containsExactly("had at most 1 of 2 connections at once");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STALL", "LEAVE_IN_QUEUE"})
    void goesToWhoWaitedLongest(Excess excess) throws Exception {
        try (var peer = echoing(1, excess)) {
            var clients = new ArrayDeque<RawClient>();
            clients.add(served(peer));
            for (int i = 0; i < 5; i++) {
                clients.add(RawClient.to(peer));
            }
            clients.stream().skip(1).forEach(client -> client.write("x"));

            for (var leaving = clients.remove(); !clients.isEmpty(); leaving = clients.remove()) {
                assertThat(Wire.count(peer.settledTranscript(), SENT)).isEqualTo(6L - clients.size());
                leave(leaving);
                assertThat(clients.element().read()).isEqualTo("x");
            }
        }
    }

    /** A place becomes free while the loop is busy, and somebody comes: the loop then learns of both at once. */
    @Test
    void doesNotGoToWhoComesAsItBecomesFree() throws Exception {
        for (int i = 0; i < 20; i++) {
            var goOn = new CountDownLatch(1);
            try (var peer = Peer.plan()
                            .speak(Conversation.lines(line -> line.equals("busy") ? busyUntil(goOn) : line))
                            .fault(Fault.overload(1, Excess.STALL))
                            .listen();
                    var first = RawClient.to(peer);
                    var waiting = RawClient.to(peer)) {
                waiting.write("patient\n");
                Wire.awaitConnections(peer, 2);
                first.write("busy\n");
                Wire.awaitReceived(peer, 5);
                first.finish();
                try (var newcomer = RawClient.to(peer)) {
                    newcomer.write("pushy\n");
                    goOn.countDown();

                    assertThat(waiting.readText(8)).isEqualTo("patient\n");
                    assertThat(Wire.payload(peer.settledTranscript(), SENT).utf8())
                            .doesNotContain("pushy");
                }
            }
        }
    }

    private static String busyUntil(CountDownLatch goOn) {
        try {
            goOn.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        return "done";
    }

    @Test
    void goesToTheNextIfWhoWaitedHasLeft() throws Exception {
        try (var peer = echoing(1, Excess.STALL);
                var first = served(peer);
                var impatient = RawClient.to(peer);
                var patient = RawClient.to(peer)) {
            patient.write("x");
            impatient.reset();

            leave(first);

            assertThat(patient.read()).isEqualTo("x");
        }
    }

    /** A server that has closed its socket has nothing of it any more, whatever its client does. */
    @Test
    void isFreeOnceThePeerHasClosed() throws Exception {
        try (var peer = Peer.plan()
                        .speak(Conversation.echo())
                        .fault(Fault.overload(1, Excess.STALL))
                        .fault(Fault.close(onDemand()).on("1"))
                        .listen();
                var kept = served(peer);
                var waiting = RawClient.to(peer)) {
            waiting.write("x");
            assertThat(waiting.readForAMoment()).isEqualTo(NOTHING);

            peer.connection(1).fire();

            assertThat(waiting.read()).isEqualTo("x");
            assertThat(kept.read()).isEqualTo("-1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void isNotFreeWhileOneSideIsOpen(Excess excess) throws Exception {
        try (var peer = echoing(1, excess);
                var first = served(peer)) {
            peer.connection(1).halfClose();
            assertThat(first.read()).isEqualTo("-1");

            var expected = switch (excess) {
                case RESET -> RESET;
                case CLOSE -> "-1";
                case STALL, LEAVE_IN_QUEUE -> NOTHING;
            };
            assertThat(met(peer, excess)).isEqualTo(expected);
        }
    }
}
