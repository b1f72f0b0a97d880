package dev.peerless.peer;

import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.fault.Trigger.onConnect;
import static dev.peerless.fault.Trigger.onDemand;
import static dev.peerless.transcript.Direction.RECEIVED;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.plan.Conversation;
import dev.peerless.sockets.Background;
import dev.peerless.transcript.WireEvent;
import dev.peerless.wire.Bytes;
import java.io.IOException;
import java.net.SocketException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plain socket sees of each effect that ends a connection or a direction of it. */
class WireTableTest {

    private static final String CONNECTION_RESET = "SocketException: Connection reset";
    private static final String RESET_BY_PEER = "SocketException: Connection reset by peer";
    private static final String BROKEN_PIPE = "SocketException: Broken pipe";

    @Nested
    class Reset {

        @ParameterizedTest(name = "watching releases: {0}")
        @ValueSource(booleans = {true, false})
        void failsEveryRead(boolean watching) throws Exception {
            try (var peer = Peer.plan()
                            .fault(Fault.reset(onDemand()))
                            .watchReleases(watching)
                            .listen();
                    var client = RawClient.to(peer)) {
                peer.connection(1).fire();

                assertThat(client.read()).isEqualTo(CONNECTION_RESET);
                assertThat(client.read()).isEqualTo(CONNECTION_RESET);
                assertThat(client.write("x")).isEqualTo(BROKEN_PIPE);
            }
        }

        @Test
        void failsTheFirstWriteWithItsErrorAndLaterOnesWithBrokenPipe() throws Exception {
            try (var peer = Peer.plan().fault(Fault.reset(onDemand())).listen();
                    var client = RawClient.to(peer)) {
                peer.connection(1).fire();
                Wire.awaitRst(peer, SENT);

                assertThat(client.write("x")).isEqualTo(RESET_BY_PEER);
                assertThat(client.write("x")).isEqualTo(BROKEN_PIPE);
            }
        }

        @Test
        void isReportedOnceSoThatAReadAfterAFailedWriteSeesTheEnd() throws Exception {
            try (var peer = Peer.plan().fault(Fault.reset(onDemand())).listen();
                    var client = RawClient.to(peer)) {
                peer.connection(1).fire();
                Wire.awaitRst(peer, SENT);

                assertThat(client.write("x")).isEqualTo(RESET_BY_PEER);
                assertThat(client.read()).isEqualTo("-1");
            }
        }

        @Test
        void endsAReadThatIsAlreadyWaiting() throws Exception {
            try (var peer = Peer.plan().fault(Fault.reset(onDemand())).listen();
                    var client = RawClient.to(peer)) {
                var reading = Background.run(client::read);
                assertThat(reading.isStillBusy()).isTrue();

                peer.connection(1).fire();

                assertThat(reading.result()).isEqualTo(CONNECTION_RESET);
            }
        }

        @Test
        void onConnectFailsTheConnectIfItIsFasterThanThat() throws Exception {
            try (var peer = Peer.plan().fault(Fault.reset(onConnect())).listen()) {
                for (int i = 1; i <= 50; i++) {
                    assertThat(connectAndRead(peer)).isIn(CONNECTION_RESET, RESET_BY_PEER);
                }
                assertThat(peer.connectionCount()).isEqualTo(50);
            }
        }

        private static String connectAndRead(Peer peer) throws IOException {
            try (var client = RawClient.to(peer)) {
                return client.read();
            } catch (SocketException failedToConnect) {
                return RawClient.outcome(failedToConnect);
            }
        }

        @Test
        void comesAfterWhatWasSentBefore() throws Exception {
            try (var peer = Peer.plan()
                            .speak(Conversation.greeting("220 ready\r\n"))
                            .fault(Fault.reset(afterReceiving(4)))
                            .listen();
                    var client = RawClient.to(peer)) {
                client.write("QUIT");
                Wire.awaitRst(peer, SENT);

                assertThat(client.readText(11)).isEqualTo("220 ready\r\n");
                assertThat(client.read()).isEqualTo(CONNECTION_RESET);
            }
        }
    }

    @Nested
    class Close {

        @ParameterizedTest(name = "watching releases: {0}")
        @ValueSource(booleans = {true, false})
        void onConnectReadsAsTheEndAndBreaksTheSecondWrite(boolean watching) throws Exception {
            try (var peer = Peer.plan()
                            .fault(Fault.close(onConnect()))
                            .watchReleases(watching)
                            .listen();
                    var client = RawClient.to(peer)) {
                breaksTheSecondWrite(peer, client);
            }
        }

        @ParameterizedTest(name = "watching releases: {0}")
        @ValueSource(booleans = {true, false})
        void laterReadsAsTheEndAndBreaksTheSecondWrite(boolean watching) throws Exception {
            try (var peer = Peer.plan()
                            .fault(Fault.close(afterReceiving(5)))
                            .watchReleases(watching)
                            .listen();
                    var client = RawClient.to(peer)) {
                client.write("hello");

                breaksTheSecondWrite(peer, client);
            }
        }

        private static void breaksTheSecondWrite(Peer peer, RawClient client) throws InterruptedException {
            assertThat(client.read()).isEqualTo("-1");
            assertThat(client.read()).isEqualTo("-1");
            assertThat(client.write("lost")).isEqualTo("ok");
            Wire.awaitRst(peer, SENT);
            assertThat(client.write("x")).isEqualTo(BROKEN_PIPE);
            assertThat(client.write("x")).isEqualTo(BROKEN_PIPE);
            assertThat(client.read()).isEqualTo("-1");
        }

        @Test
        void recordsWhatIsWrittenAfterItAndSaysWhyItAnswersWithReset() throws Exception {
            try (var peer = Peer.plan().fault(Fault.close(onConnect())).listen();
                    var client = RawClient.to(peer)) {
                client.read();
                client.write("lost");

                var rst = Wire.awaitRst(peer, SENT);

                assertThat(rst.detail()).isEqualTo("answers data after its FIN");
                assertThat(Wire.payload(peer.settledTranscript(), RECEIVED)).isEqualTo(Bytes.utf8("lost"));
            }
        }

        @Test
        void endsQuietlyWhenTheClientClosesToo() throws Exception {
            try (var peer = Peer.plan().fault(Fault.close(onConnect())).listen()) {
                try (var client = RawClient.to(peer)) {
                    assertThat(client.read()).isEqualTo("-1");
                }
                Wire.awaitFin(peer, RECEIVED);

                assertThat(peer.transcript().events()).noneMatch(WireEvent.Rst.class::isInstance);
            }
        }

        @Test
        void doesNotTakeForLaterWhatHadArrivedBefore() throws Exception {
            try (var peer = Peer.plan().fault(Fault.close(afterReceiving(3))).listen();
                    var client = RawClient.to(peer)) {
                client.write("before and behind");
                assertThat(client.read()).isEqualTo("-1");

                assertThat(client.write("lost")).isEqualTo("ok");
                assertThat(Wire.awaitRst(peer, SENT).detail()).isEqualTo("answers data after its FIN");
                assertThat(Wire.payload(peer.settledTranscript(), RECEIVED))
                        .isEqualTo(Bytes.utf8("before and behindlost"));
            }
        }
    }

    @Nested
    class CloseAtOnce {

        @ParameterizedTest(name = "watching releases: {0}")
        @ValueSource(booleans = {true, false})
        void readsAsTheEndAndBreaksTheFirstWrite(boolean watching) throws Exception {
            try (var peer = Peer.plan()
                            .fault(Fault.closeAtOnce(afterReceiving(3)))
                            .watchReleases(watching)
                            .listen();
                    var client = RawClient.to(peer)) {
                client.write("hello");
                Wire.awaitRst(peer, SENT);

                assertThat(client.read()).isEqualTo("-1");
                assertThat(client.write("x")).isEqualTo(BROKEN_PIPE);
                assertThat(client.write("x")).isEqualTo(BROKEN_PIPE);
            }
        }

        @Test
        void isRecordedAsFinThenRst() throws Exception {
            try (var peer = Peer.plan().fault(Fault.closeAtOnce(onDemand())).listen();
                    var client = RawClient.to(peer)) {
                peer.connection(1).fire();
                Wire.awaitRst(peer, SENT);

                assertThat(client.read()).isEqualTo("-1");
                assertThat(peer.transcript().events())
                        .extracting(event -> event.getClass().getSimpleName())
                        .containsExactly("Connected", "Fin", "Rst");
            }
        }
    }

    @Nested
    class HalfClose {

        @Test
        void readsAsTheEndWhileEveryWriteArrives() throws Exception {
            try (var peer = Peer.plan()
                            .speak(Conversation.echo())
                            .fault(Fault.halfClose(onConnect()))
                            .listen();
                    var client = RawClient.to(peer)) {
                assertThat(client.read()).isEqualTo("-1");
                assertThat(client.write("one")).isEqualTo("ok");
                Wire.awaitReceived(peer, 3);
                assertThat(client.write("two")).isEqualTo("ok");
                Wire.awaitReceived(peer, 6);
                assertThat(client.write("three")).isEqualTo("ok");
                var transcript = Wire.awaitReceived(peer, 11);

                assertThat(Wire.payload(transcript, RECEIVED)).isEqualTo(Bytes.utf8("onetwothree"));
                assertThat(Wire.payload(transcript, SENT)).isEqualTo(Bytes.EMPTY);
            }
        }

        @Test
        void endsWithTheFinOfTheClient() throws Exception {
            try (var peer = Peer.plan().fault(Fault.halfClose(onConnect())).listen();
                    var client = RawClient.to(peer)) {
                client.finish();
                Wire.awaitFin(peer, RECEIVED);

                assertThat(client.read()).isEqualTo("-1");
                assertThat(peer.transcript().events()).noneMatch(WireEvent.Rst.class::isInstance);
            }
        }

        @Test
        void becomesACloseWhenTheFaultThatClosesComesLater() throws Exception {
            try (var peer = Peer.plan()
                            .fault(Fault.halfClose(onConnect()))
                            .fault(Fault.close(afterReceiving(3)))
                            .listen();
                    var client = RawClient.to(peer)) {
                assertThat(client.read()).isEqualTo("-1");
                assertThat(client.write("one")).isEqualTo("ok");
                Wire.awaitReceived(peer, 3);
                // The fault strikes right behind these three bytes: asking the loop for something comes after that.
                assertThat(peer.unfiredFaults()).isEmpty();
                assertThat(client.write("two")).isEqualTo("ok");
                Wire.awaitRst(peer, SENT);

                assertThat(client.write("x")).isEqualTo(BROKEN_PIPE);
            }
        }
    }
}
