package dev.peerless.peer;

import static dev.peerless.peer.OverloadedPeers.BROKEN_PIPE;
import static dev.peerless.peer.OverloadedPeers.RESET;
import static dev.peerless.peer.OverloadedPeers.echoing;
import static dev.peerless.peer.OverloadedPeers.leave;
import static dev.peerless.peer.OverloadedPeers.met;
import static dev.peerless.peer.OverloadedPeers.served;
import static dev.peerless.peer.RawClient.NOTHING;
import static dev.peerless.transcript.Direction.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.peerless.fault.Excess;
import dev.peerless.fault.Fault;
import dev.peerless.plan.Conversation;
import dev.peerless.sockets.Background;
import dev.peerless.transcript.WireEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of connections in excess, of one and of many at once. */
class OverloadTest {

    @Nested
    class TheExcess {

        @Test
        void isReset() throws Exception {
            try (var peer = echoing(1, Excess.RESET);
                    var first = served(peer)) {
                assertThat(met(peer)).isEqualTo(RESET);
                assertThat(met(peer)).isEqualTo(RESET);
                first.assertServed();
                assertThat(peer.transcript().events()).noneMatch(WireEvent.Fin.class::isInstance);
            }
        }

        @Test
        void isClosed() throws Exception {
            try (var peer = echoing(1, Excess.CLOSE);
                    var first = served(peer);
                    var client = RawClient.to(peer)) {
                assertThat(client.read()).isEqualTo("-1");
                assertThat(client.write("lost")).isEqualTo("ok");
                assertThat(client.writeUntilRefused()).isEqualTo(BROKEN_PIPE);
                first.assertServed();
            }
        }

        @Test
        void isStalledUntilThereIsRoom() throws Exception {
            try (var peer = echoing(1, Excess.STALL);
                    var first = served(peer);
                    var client = RawClient.to(peer)) {
                assertThat(client.write("hello")).isEqualTo("ok");
                assertThat(client.readForAMoment()).isEqualTo(NOTHING);
                Wire.awaitConnections(peer, 2);
                first.assertServed();

                leave(first);

                assertThat(client.readText(5)).isEqualTo("hello");
                assertThat(peer.connection(2).transcript().toString())
                        .contains("stalled    serves at most 1 connection at once and stalls the others")
                        .contains("resumed    serves at most 1 connection at once and stalls the others");
            }
        }

        @Test
        void isLeftInTheQueueUntilThereIsRoom() throws Exception {
            try (var peer = echoing(1, Excess.LEAVE_IN_QUEUE);
                    var first = served(peer);
                    var client = RawClient.to(peer)) {
                assertThat(client.write("hello")).isEqualTo("ok");
                assertThat(client.readForAMoment()).isEqualTo(NOTHING);
                assertThat(peer.connectionCount()).isEqualTo(1);
                first.assertServed();

                leave(first);

                assertThat(client.readText(5)).isEqualTo("hello");
                assertThat(peer.transcript().toString())
                        .contains("queued     serves at most 1 connection at once and leaves the others in its queue");
            }
        }

        @Test
        void getsNoGreetingBeforeThereIsRoom() throws Exception {
            try (var peer = Peer.plan()
                            .speak(Conversation.greeting("hi"))
                            .fault(Fault.overload(1, Excess.STALL))
                            .listen();
                    var first = RawClient.to(peer);
                    var client = RawClient.to(peer)) {
                assertThat(first.readText(2)).isEqualTo("hi");
                assertThat(client.readForAMoment()).isEqualTo(NOTHING);

                first.reset();

                assertThat(client.readText(2)).isEqualTo("hi");
            }
        }
    }

    @Nested
    class ManyAtOnce {

        private static final int PLACES = 5;
        private static final int CLIENTS = 40;

        @ParameterizedTest
        @EnumSource(names = {"RESET", "CLOSE"})
        void areServedAsFarAsThereAreNoMore(Excess excess) throws Exception {
            try (var peer = echoing(PLACES, excess)) {
                var all = new CountDownLatch(CLIENTS);
                var outcomes = new ArrayList<Background<String>>();
                for (int i = 0; i < CLIENTS; i++) {
                    outcomes.add(Background.run(() -> outcome(peer, all)));
                }
                int served = 0;
                for (var outcome : outcomes) {
                    served += outcome.result().equals("x") ? 1 : 0;
                }

                assertThat(served).isEqualTo(PLACES);
                assertThat(peer.settledTranscript().events())
                        .filteredOn(WireEvent.Connected.class::isInstance)
                        .hasSize(CLIENTS);
            }
        }

        /** Keeps the connection until every client knows its outcome. */
        private static String outcome(Peer peer, CountDownLatch all) throws Exception {
            var outcome = "";
            try (var client = RawClient.to(peer)) {
                client.write("x");
                outcome = client.read();
                all.countDown();
                all.await();
            } catch (IOException resetWhileSettingUp) {
                all.countDown();
            }
            return outcome;
        }

        @ParameterizedTest
        @EnumSource(names = {"STALL", "LEAVE_IN_QUEUE"})
        void areAllServedInTheEndButNeverMoreAtOnce(Excess excess) throws Exception {
            try (var peer = echoing(PLACES, excess)) {
                var outcomes = new ArrayList<Background<String>>();
                for (int i = 0; i < CLIENTS; i++) {
                    outcomes.add(Background.run(() -> {
                        try (var client = served(peer)) {
                            leave(client);
                        }
                        return "served";
                    }));
                }
                for (var outcome : outcomes) {
                    assertThat(outcome.result()).isEqualTo("served");
                }

                assertThat(mostServedAtOnce(peer)).isLessThanOrEqualTo(PLACES);
            }
        }

        /** A connection is served from the byte that is read to the FIN that follows. */
        private static int mostServedAtOnce(Peer peer) {
            int now = 0;
            int most = 0;
            for (var event : peer.settledTranscript().events()) {
                if (event instanceof WireEvent.Data data && data.direction() == RECEIVED) {
                    most = Math.max(most, ++now);
                } else if (event instanceof WireEvent.Fin fin && fin.direction() == RECEIVED) {
                    now--;
                }
            }
            return most;
        }
    }

    @Test
    void servesAtLeastOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fault.overload(0, Excess.RESET))
                .withMessage("an overloaded peer serves at least 1 connection, but was to serve 0");
    }
}
