package dev.peerless.peer;

import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.fault.Trigger.afterSending;
import static dev.peerless.transcript.Direction.RECEIVED;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.transcript.WireEvent;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the upstream sees of a fault between the relay and the client. */
class RelayFaultTest {

    private static final String RESET = "SocketException: Connection reset";

    private Upstream upstream;

    @BeforeEach
    void start() throws IOException {
        upstream = Upstream.listening();
    }

    @AfterEach
    void close() throws IOException {
        upstream.close();
    }

    private Peer relayWith(Fault fault) {
        return Peer.plan().relayTo(upstream.address()).fault(fault).listen();
    }

    @Nested
    class Reset {

        @Test
        void isAResetBehindExactlyTheBytesThatPassed() throws Exception {
            try (var relay = relayWith(Fault.reset(afterReceiving(5)));
                    var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                client.write("0123456789");

                assertThat(client.read()).isEqualTo(RESET);
                assertThat(Upstream.readText(served, 5)).isEqualTo("01234");
                assertThat(Upstream.read(served)).isEqualTo(RESET);
            }
        }

        @Test
        void cutsTheAnswersExactly() throws Exception {
            try (var relay = relayWith(Fault.reset(afterSending(5)));
                    var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                Upstream.write(served, "0123456789");

                assertThat(client.readText(5)).isEqualTo("01234");
                assertThat(client.read()).isEqualTo(RESET);
                assertThat(Upstream.read(served)).isEqualTo(RESET);
            }
        }

        @Test
        void onConnectNeverBothersTheUpstreamForLong() throws Exception {
            try (var relay = relayWith(Fault.close(Trigger.onConnect()));
                    var client = RawClient.to(relay)) {
                assertThat(client.read()).isEqualTo("-1");
                assertThat(Wire.awaitFin(relay, SENT).origin()).hasToString("closes on connect");
            }
        }
    }

    @Nested
    class Close {

        @Test
        void isAnEndForTheUpstream() throws Exception {
            try (var relay = relayWith(Fault.close(afterReceiving(5)));
                    var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                client.write("0123456789");

                assertThat(client.read()).isEqualTo("-1");
                assertThat(Upstream.readText(served, 5)).isEqualTo("01234");
                assertThat(Upstream.read(served)).isEqualTo("-1");
                client.write("lost");
                Wire.awaitRst(relay, SENT);
                assertThat(client.write("x")).isEqualTo("SocketException: Broken pipe");
            }
        }

        @Test
        void atOnceIsAResetForTheUpstream() throws Exception {
            try (var relay = relayWith(Fault.closeAtOnce(afterReceiving(5)));
                    var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                client.write("0123456789");
                Wire.awaitRst(relay, SENT);

                assertThat(client.read()).isEqualTo("-1");
                assertThat(Upstream.readText(served, 5)).isEqualTo("01234");
                assertThat(Upstream.read(served)).isEqualTo(RESET);
            }
        }
    }

    @Nested
    class HalfClose {

        @Test
        void letsTheUpstreamHearAndSpeakIntoTheVoid() throws Exception {
            try (var relay = relayWith(Fault.halfClose(afterReceiving(5)));
                    var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                client.write("01234");
                assertThat(client.read()).isEqualTo("-1");
                client.write("56789");

                assertThat(Upstream.readText(served, 10)).isEqualTo("0123456789");
                Upstream.write(served, "x".repeat(10_000_000));
                assertThat(Wire.count(relay.settledTranscript(), SENT)).isZero();
                client.finish();
                assertThat(Upstream.read(served)).isEqualTo("-1");
            }
        }

        @Test
        void doesNotHideAResetOfTheUpstream() throws Exception {
            try (var relay = relayWith(Fault.halfClose(Trigger.onConnect()));
                    var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                assertThat(client.read()).isEqualTo("-1");
                Upstream.reset(served);

                assertThat(Wire.awaitRst(relay, SENT).origin()).hasToString("upstream reset");
            }
        }
    }

    @Nested
    class Stall {

        @Test
        void holdsBothDirectionsUntilItEnds() throws Exception {
            try (var relay = relayWith(Fault.stall(afterReceiving(5)));
                    var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                client.write("0123456789");
                assertThat(Upstream.readText(served, 5)).isEqualTo("01234");
                Upstream.write(served, "answer");
                Upstream.assertNothingComes(served);
                assertThat(client.readForAMoment()).isEqualTo("Read timed out");

                relay.connection(1).resume();

                assertThat(Upstream.readText(served, 5)).isEqualTo("56789");
                assertThat(client.readText(6)).isEqualTo("answer");
            }
        }

        @Test
        void holdsBackTheFinOfTheUpstream() throws Exception {
            try (var relay = relayWith(Fault.stall(afterReceiving(1)));
                    var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                client.write("x");
                assertThat(Upstream.read(served)).isEqualTo("x");
                Upstream.write(served, "answer");
                served.shutdownOutput();
                assertThat(client.readForAMoment()).isEqualTo("Read timed out");

                relay.connection(1).resume();

                assertThat(client.readText(6)).isEqualTo("answer");
                assertThat(client.read()).isEqualTo("-1");
            }
        }
    }

    @Nested
    class Vanishing {

        private final Fault fault = Fault.vanish(afterReceiving(5));

        private void strike(RawClient client, Socket served) throws IOException {
            client.write("0123456789");
            assertThat(Upstream.readText(served, 5)).isEqualTo("01234");
        }

        @Test
        void swallowsWhatTheUpstreamSays() throws Exception {
            try (var relay = relayWith(fault);
                    var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                strike(client, served);
                Upstream.write(served, "x".repeat(50_000_000));
                served.shutdownOutput();

                assertThat(client.readForAMoment()).isEqualTo("Read timed out");
                Upstream.assertNothingComes(served);
            }
        }

        @Test
        void hidesTheEndOfTheClientFromTheUpstream() throws Exception {
            try (var relay = relayWith(fault);
                    var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                strike(client, served);
                client.reset();
                Wire.awaitRst(relay, RECEIVED);

                Upstream.assertNothingComes(served);
            }
        }

        @Test
        void hidesAResetOfTheUpstreamFromTheClient() throws Exception {
            try (var relay = relayWith(fault);
                    var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                strike(client, served);
                Upstream.reset(served);

                assertThat(client.readForAMoment()).isEqualTo("Read timed out");
                assertThat(relay.transcript().events()).noneMatch(WireEvent.Rst.class::isInstance);
                assertThat(client.write("still there?")).isEqualTo("ok");
                Wire.awaitReceived(relay, 22);
            }
        }
    }
}
