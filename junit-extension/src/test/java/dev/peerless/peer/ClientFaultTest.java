package dev.peerless.peer;

import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.fault.Trigger.afterSending;
import static dev.peerless.fault.Trigger.onConnect;
import static dev.peerless.fault.Trigger.onDemand;
import static dev.peerless.fault.Trigger.whenReceived;
import static dev.peerless.fault.Trigger.whenSaid;
import static dev.peerless.transcript.Direction.RECEIVED;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.condition.OS.LINUX;

import dev.peerless.capture.PacketCapture;
import dev.peerless.fault.Ending;
import dev.peerless.fault.Excess;
import dev.peerless.fault.Fault;
import dev.peerless.fault.FirewallAction;
import dev.peerless.fault.Trigger;
import dev.peerless.sockets.Background;
import dev.peerless.transcript.WireEvent;
import dev.peerless.wire.Bytes;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server made of plain sockets meets when its client misbehaves. */
@SuppressWarnings("try") // being connected is all that some do
class ClientFaultTest {

    private static final String RESET = "SocketException: Connection reset";
    private static final String RESET_BY_PEER = "SocketException: Connection reset by peer";
    private static final String BROKEN_PIPE = "SocketException: Broken pipe";
    private static final String REQUEST = "GET /report";

    private RawServer server;

    @BeforeEach
    void start() throws IOException {
        server = RawServer.listening();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private static ClientPeer clientWith(Fault fault) {
        return ClientPeer.plan().fault(fault).create();
    }

    private RawServer.Served accepted() throws IOException {
        var served = server.accept();
        assertThat(served.readText(REQUEST.length())).isEqualTo(REQUEST);
        return served;
    }

    @Nested
    class Stop {

        @ParameterizedTest
        @ValueSource(ints = {1, 5, 20_000, 200_000})
        void meetsAServerThatIsStillSending(int afterBytes) throws Exception {
            try (var browser = clientWith(Fault.reset(afterReceiving(afterBytes)))) {
                browser.send(server.address(), REQUEST);

                try (var served = accepted()) {
                    assertThat(served.writeUntilThatFails()).isEqualTo(RESET_BY_PEER);
                    assertThat(served.write("x")).isEqualTo(BROKEN_PIPE);
                    assertThat(served.read()).isEqualTo("-1");
                    assertThat(Wire.count(browser.settledTranscript(), RECEIVED))
                            .isGreaterThanOrEqualTo(afterBytes);
                }
            }
        }

        @Test
        void meetsAServerThatWaitsForTheNextRequest() throws Exception {
            try (var browser = clientWith(Fault.reset(afterReceiving(8)))) {
                browser.send(server.address(), REQUEST);

                try (var served = accepted()) {
                    assertThat(served.write("response")).isEqualTo("ok");
                    assertThat(served.read()).isEqualTo(RESET);
                }
            }
        }

        @Test
        void strikesAtAPatternOfTheResponse() throws Exception {
            try (var browser = clientWith(Fault.reset(whenReceived("</head>")))) {
                browser.send(server.address(), REQUEST);

                try (var served = accepted()) {
                    served.write("<head></he");
                    assertThat(served.readForAMoment()).isEqualTo("Read timed out");
                    served.write("ad>");
                    assertThat(served.read()).isEqualTo(RESET);
                }
            }
        }

        @Test
        @EnabledOnOs(LINUX)
        void isARstAloneThoughMuchIsUnread() throws Exception {
            PacketCapture.whyNot().ifPresent(Assumptions::abort);
            try (var browser = clientWith(Fault.reset(afterReceiving(1)));
                    var capture = PacketCapture.start(server.port())) {
                browser.send(server.address(), REQUEST);

                try (var served = accepted()) {
                    assertThat(served.writeUntilThatFails()).isEqualTo(RESET_BY_PEER);

                    assertThat(capture.flow(served.clientPort()))
                            .doesNotContain("> FIN", "< FIN", "> RST")
                            .endsWith("< RST");
                }
            }
        }

        @Test
        void ofTheTestIsTheSame() throws Exception {
            try (var browser = ClientPeer.plan().create()) {
                var connection = browser.send(server.address(), REQUEST);

                try (var served = accepted()) {
                    var writing = Background.run(served::writeUntilThatFails);
                    Wire.awaitReceived(browser, 100_000);
                    connection.reset();

                    assertThat(writing.result()).isEqualTo(RESET_BY_PEER);
                }
            }
        }

        @Test
        @EnabledOnOs(LINUX)
        void tellsWhenTheServerGivesItsSocketUp() throws Exception {
            try (var browser = ClientPeer.plan()
                    .watchReleases(true)
                    .fault(Fault.reset(afterReceiving(1)))
                    .create()) {
                browser.send(server.address(), REQUEST);

                try (var served = accepted()) {
                    served.writeUntilThatFails();
                    assertThat(browser.settledTranscript().events()).noneMatch(WireEvent.Released.class::isInstance);
                }
                assertThat(Wire.await(browser, WireEvent.Released.class).connection())
                        .isEqualTo(1);
            }
        }
    }

    @Nested
    class ResetInMidUpload {

        @ParameterizedTest
        @ValueSource(ints = {1, 5, 20_000})
        void comesBehindExactlyTheBytesThatWereSent(int afterBytes) throws Exception {
            try (var client = clientWith(Fault.reset(afterSending(afterBytes)))) {
                client.send(server.address(), "x".repeat(100_000));

                try (var served = server.accept()) {
                    assertThat(served.readText(afterBytes)).hasSize(afterBytes);
                    assertThat(served.read()).isEqualTo(RESET);
                }
            }
        }

        @Test
        void isToldByTheTranscript() throws Exception {
            try (var client = clientWith(Fault.reset(afterSending(5)))) {
                client.send(server.address(), "0123456789");

                try (var served = server.accept()) {
                    assertThat(served.readText(5)).isEqualTo("01234");
                    Wire.awaitRst(client, SENT);
                    assertThat(Wire.payload(client.settledTranscript(), SENT)).isEqualTo(Bytes.utf8("01234"));
                }
            }
        }

        @Test
        void isATruncatedRequestIfItIsAFin() throws Exception {
            try (var client = clientWith(Fault.truncate(afterSending(5), Ending.FIN))) {
                client.send(server.address(), "0123456789");

                try (var served = server.accept()) {
                    assertThat(served.readText(10)).isEqualTo("01234");
                    assertThat(served.write("x")).isEqualTo("ok");
                    Wire.awaitRst(client, SENT);
                    assertThat(served.write("x")).isEqualTo(BROKEN_PIPE);
                }
            }
        }
    }

    @Nested
    class Leave {

        @Test
        void isAFinBehindTheRequestAndARstOnWhatComes() throws Exception {
            try (var browser = clientWith(Fault.close(whenSaid()))) {
                browser.send(server.address(), REQUEST);

                try (var served = accepted()) {
                    assertThat(served.read()).isEqualTo("-1");
                    assertThat(served.write("x")).isEqualTo("ok");
                    Wire.awaitRst(browser, SENT);
                    assertThat(served.write("x")).isEqualTo(BROKEN_PIPE);
                }
            }
        }

        @Test
        void waitsUntilALargeRequestIsSent() throws Exception {
            try (var browser = clientWith(Fault.close(whenSaid()))) {
                browser.send(server.address(), "x".repeat(10_000_000));

                try (var served = server.accept()) {
                    assertThat(served.readText(10_000_001)).hasSize(10_000_000);
                }
            }
        }

        @Test
        void mayComeInTheMiddleOfTheResponse() throws Exception {
            try (var browser = clientWith(Fault.close(afterReceiving(5)))) {
                browser.send(server.address(), REQUEST);

                try (var served = accepted()) {
                    served.write("respo");
                    assertThat(served.read()).isEqualTo("-1");
                    served.write("nse");
                    Wire.awaitRst(browser, SENT);
                    assertThat(served.write("x")).isEqualTo(BROKEN_PIPE);
                }
            }
        }
    }

    @Nested
    class HalfClose {

        @Test
        void leavesTheServerToAnswerAndGetsTheWholeAnswer() throws Exception {
            try (var client = clientWith(Fault.halfClose(whenSaid()))) {
                client.send(server.address(), REQUEST);

                try (var served = accepted()) {
                    assertThat(served.read()).isEqualTo("-1");
                    assertThat(served.write("x".repeat(1_000_000))).isEqualTo("ok");
                    served.finish();
                    Wire.awaitFin(client, RECEIVED);

                    assertThat(Wire.count(client.settledTranscript(), RECEIVED)).isEqualTo(1_000_000);
                    assertThat(client.transcript().events()).noneMatch(WireEvent.Rst.class::isInstance);
                }
            }
        }
    }

    @Nested
    class OtherFaults {

        @Test
        void aClientThatConnectsAndIsGone() throws Exception {
            try (var client = clientWith(Fault.reset(onConnect()))) {
                client.send(server.address(), REQUEST);

                try (var served = server.accept()) {
                    assertThat(served.read()).isEqualTo(RESET);
                }
                assertThat(Wire.count(client.settledTranscript(), SENT)).isZero();
            }
        }

        @Test
        void aClientThatStopsReading() throws Exception {
            try (var client = ClientPeer.plan()
                    .fault(Fault.stall(afterReceiving(5)))
                    .receiveBuffer(4096)
                    .create()) {
                client.send(server.address(), REQUEST);

                try (var served = accepted()) {
                    served.socket().setOption(StandardSocketOptions.SO_SNDBUF, 4096);
                    served.write("respo");
                    Wire.await(client, WireEvent.Stalled.class);
                    var writing = Background.run(served::writeUntilThatFails);
                    assertThat(writing.isStillBusy()).isTrue();
                    client.connection(1).reset();

                    assertThat(writing.result()).isEqualTo(RESET_BY_PEER);
                }
            }
        }

        @Test
        void aClientThatVanishes() throws Exception {
            try (var client = clientWith(Fault.vanish(whenSaid()))) {
                client.send(server.address(), REQUEST);

                try (var served = accepted()) {
                    Wire.await(client, WireEvent.Vanished.class);
                    assertThat(served.write("response")).isEqualTo("ok");
                    served.finish();
                    assertThat(served.readForAMoment()).isEqualTo("Read timed out");
                }
            }
        }

        @Test
        void aFirewallThatForgetsAnIdleClient() throws Exception {
            var firewall = Fault.idleFirewall(Duration.ofMillis(50), FirewallAction.RESET_AT_TIMEOUT);
            try (var client = clientWith(firewall)) {
                client.send(server.address(), REQUEST);

                try (var served = accepted()) {
                    assertThat(served.read()).isEqualTo(RESET);
                }
            }
        }

        @Test
        void aCutThatIsMended() throws Exception {
            try (var client = clientWith(Fault.cut(onDemand()))) {
                client.send(server.address(), REQUEST);

                try (var served = accepted()) {
                    client.connection(1).fire();
                    assertThat(served.write("response")).isEqualTo("ok");
                    assertThat(Wire.count(client.settledTranscript(), RECEIVED)).isZero();
                    client.connection(1).resume();
                    Wire.awaitReceived(client, 8);
                }
            }
        }
    }

    @Nested
    class Misuse {

        private void isRefused(Fault fault, String name) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> clientWith(fault))
                    .withMessage("a client peer dials and listens to nobody, so " + name + " has no meaning for it");
        }

        @Test
        void whatIsAboutAListenerHasNoMeaning() {
            isRefused(Fault.refuse(), "refuses connections");
            isRefused(Fault.ignoreConnects(), "ignores connects");
            isRefused(Fault.overload(1, Excess.RESET), "serves at most 1 connection at once and resets the others");
            isRefused(Fault.crash(Trigger.afterReceiving(1)), "crashes after receiving 1 byte");
        }
    }
}
