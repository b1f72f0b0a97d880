package dev.peerless.peer;

import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.fault.Trigger.onConnect;
import static dev.peerless.fault.Trigger.onDemand;
import static dev.peerless.peer.RawClient.NOTHING;
import static dev.peerless.transcript.Direction.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.plan.Conversation;
import dev.peerless.sockets.Background;
import dev.peerless.transcript.WireEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NetworkCutTest {

    private static final Duration LONG = Duration.ofHours(1);

    @AutoClose
    private final Peer peer = Peer.plan().speak(Conversation.echo()).listen();

    private static Peer echoing(Fault fault) {
        return Peer.plan().speak(Conversation.echo()).fault(fault).listen();
    }

    @Nested
    class WhileItLasts {

        @Test
        void nothingPassesEitherWay() throws Exception {
            try (var client = RawClient.acceptedBy(peer, 1);
                    var other = RawClient.acceptedBy(peer, 2)) {
                try (var cut = peer.arm(Fault.cut(onConnect()))) {
                    client.write("question");
                    peer.connection(1).send("unasked, ");
                    other.write("x");

                    assertThat(client.readForAMoment()).isEqualTo(NOTHING);
                    assertThat(other.readForAMoment()).isEqualTo(NOTHING);
                    assertThat(peer.transcript().events()).noneMatch(WireEvent.Data.class::isInstance);
                    assertThat(cut.fault().summary()).isEqualTo("is cut off on connect");
                }
                assertThat(client.readText(17)).isEqualTo("unasked, question");
                assertThat(other.read()).isEqualTo("x");
            }
        }

        @Test
        void connectsAreMadeByTheKernelAndServedAfterwards() throws Exception {
            try (var client = RawClient.acceptedBy(peer, 1)) {
                var cut = peer.arm(Fault.cut(onConnect()));
                try (var first = RawClient.to(peer);
                        var second = RawClient.to(peer)) {
                    second.write("two");
                    first.write("one");
                    assertThat(first.readForAMoment()).isEqualTo(NOTHING);
                    assertThat(peer.connectionCount()).isEqualTo(1);

                    cut.close();

                    assertThat(second.readText(3)).isEqualTo("two");
                    assertThat(first.readText(3)).isEqualTo("one");
                    client.write("x");
                    assertThat(client.read()).isEqualTo("x");
                }
            }
        }

        @Test
        void aFinAndARstAreNotNoticed() throws Exception {
            try (var leaving = RawClient.acceptedBy(peer, 1);
                    var resetting = RawClient.acceptedBy(peer, 2)) {
                var cut = peer.arm(Fault.cut(onConnect()));
                leaving.finish();
                resetting.reset();
                assertThat(leaving.readForAMoment()).isEqualTo(NOTHING);
                assertThat(peer.settledTranscript().events())
                        .noneMatch(event -> event instanceof WireEvent.Fin || event instanceof WireEvent.Rst);

                cut.close();

                assertThat(leaving.read()).isEqualTo("-1");
                Wire.awaitRst(peer, RECEIVED);
            }
        }

        /** Two come while the loop is busy: it then learns of both at once. */
        @Test
        void whoComesWithTheOneThatBeginsItIsNotAccepted() throws Exception {
            var goOn = new CountDownLatch(1);
            try (var cut = Peer.plan()
                            .speak(Conversation.lines(line -> waited(goOn)))
                            .fault(Fault.cut(onConnect()).on("2-"))
                            .listen();
                    var busy = RawClient.to(cut)) {
                busy.write("busy\n");
                Wire.awaitReceived(cut, 5);
                try (var second = RawClient.to(cut);
                        var third = RawClient.to(cut)) {
                    goOn.countDown();
                    assertThat(busy.readText(5)).isEqualTo("done\n");
                    second.write("x");
                    third.write("y");

                    Wire.awaitConnections(cut, 2);
                    assertThat(cut.settledTranscript().events())
                            .filteredOn(WireEvent.Connected.class::isInstance)
                            .hasSize(2);
                }
            }
        }

        private static String waited(CountDownLatch goOn) {
            try {
                goOn.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
            return "done";
        }

        @Test
        void onlyItsConnectionsAreFrozen() throws Exception {
            try (var frozen = RawClient.acceptedBy(peer, 1);
                    var free = RawClient.acceptedBy(peer, 2);
                    var cut = peer.arm(Fault.cut(onConnect()).on("1"));
                    var later = RawClient.to(peer)) {
                frozen.write("x");
                free.write("y");
                later.write("z");

                assertThat(free.read()).isEqualTo("y");
                assertThat(later.read()).isEqualTo("z");
                assertThat(frozen.readForAMoment()).isEqualTo(NOTHING);
                assertThat(cut).asString().startsWith("is cut off on connect, connection 1 armed on peer");
            }
        }

        @Test
        void aClientWithoutPatienceGivesUpAndFindsNobodyAgain() throws Exception {
            try (var cut = echoing(Fault.cut(afterReceiving(5), LONG));
                    var client = RawClient.to(cut)) {
                client.write("hello");
                assertThat(client.readText(4)).isEqualTo("hell");
                assertThat(client.readForAMoment()).isEqualTo(NOTHING);
                client.reset();

                try (var again = RawClient.to(cut)) {
                    again.write("hello");
                    assertThat(again.readForAMoment()).isEqualTo(NOTHING);
                }
                assertThat(cut.connectionCount()).isEqualTo(1);
            }
        }
    }

    @Nested
    class OnceItIsOver {

        /** More than all buffers hold, so that the writer is stopped as well. */
        @Test
        void everythingArrivesInOrder() throws Exception {
            var bytes = new byte[8_000_000];
            new Random(1).nextBytes(bytes);
            try (var cut = echoing(Fault.cut(afterReceiving(3_000_000), Duration.ofMillis(300)));
                    var client = RawClient.to(cut)) {
                var writing = Background.run(() -> {
                    client.socket().getOutputStream().write(bytes);
                    return "written";
                });

                var echoed = client.socket().getInputStream().readNBytes(bytes.length);

                assertThat(Arrays.mismatch(echoed, bytes)).isEqualTo(-1);
                assertThat(writing.result()).isEqualTo("written");
                var frozen = Wire.await(cut, WireEvent.Stalled.class);
                var resumed = Wire.await(cut, WireEvent.Resumed.class);
                assertThat(resumed.nanos() - frozen.nanos())
                        .isGreaterThanOrEqualTo(Duration.ofMillis(300).toNanos());
                assertThat(cut.transcript().events().indexOf(resumed))
                        .isEqualTo(cut.transcript().events().indexOf(frozen) + 1);
            }
        }

        @Test
        void aRelayGoesOnBothWaysAndItsUpstreamKnewNothing() throws Exception {
            try (var upstream = Upstream.listening();
                    var relay = Peer.plan()
                            .relayTo(upstream.address())
                            .fault(Fault.cut(onDemand()))
                            .listen();
                    var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                client.write("before");
                assertThat(Upstream.readText(served, 6)).isEqualTo("before");

                relay.connection(1).fire();
                client.write("to");
                Upstream.write(served, "fro");
                Upstream.assertNothingComes(served);
                assertThat(client.readForAMoment()).isEqualTo(NOTHING);
                client.write("gether");
                client.finish();
                relay.connection(1).resume();

                assertThat(Upstream.readText(served, 8)).isEqualTo("together");
                assertThat(Upstream.read(served)).isEqualTo("-1");
                assertThat(client.readText(3)).isEqualTo("fro");
            }
        }

        @Test
        void whatWasStalledBeforeStaysSo() throws Exception {
            try (var client = RawClient.acceptedBy(peer, 1);
                    var other = RawClient.acceptedBy(peer, 2)) {
                peer.connection(1).stall();
                try (var cut = peer.arm(Fault.cut(onConnect()))) {
                    client.write("x");
                    other.write("y");
                    assertThat(cut.fault().connections().contains(2)).isTrue();
                }
                assertThat(other.read()).isEqualTo("y");
                assertThat(client.readForAMoment()).isEqualTo(NOTHING);

                peer.connection(1).resume();
                assertThat(client.read()).isEqualTo("x");
            }
        }

        @Test
        void anotherCutMayStillLast() throws Exception {
            try (var client = RawClient.acceptedBy(peer, 1)) {
                var first = peer.arm(Fault.cut(onConnect()));
                var second = peer.arm(Fault.cut(onConnect()));
                client.write("x");
                try (var newcomer = RawClient.to(peer)) {
                    newcomer.write("y");
                    first.close();
                    assertThat(client.readForAMoment()).isEqualTo(NOTHING);
                    assertThat(newcomer.readForAMoment()).isEqualTo(NOTHING);

                    second.close();
                    assertThat(client.read()).isEqualTo("x");
                    assertThat(newcomer.read()).isEqualTo("y");
                }
            }
        }
    }
}
