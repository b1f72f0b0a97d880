package dev.peerless.peer;

import static dev.peerless.transcript.Direction.RECEIVED;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.condition.OS.LINUX;

import dev.peerless.peer.RawServer.Served;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.PeerPlan;
import dev.peerless.sockets.Background;
import dev.peerless.transcript.Origin;
import dev.peerless.transcript.WireEvent;
import dev.peerless.wire.Bytes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client peer that behaves well: it dials, says what it is told to say, reads all, and answers FIN with FIN. */
@SuppressWarnings("try") // being connected is all that some do
class ClientPeerTest {

    private RawServer server;
    private ClientPeer client;

    @BeforeEach
    void start() throws IOException {
        server = RawServer.listening();
        client = ClientPeer.plan().create();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
    }

    @Nested
    class Saying {

        @Test
        void nothingIsConnectingAlone() throws Exception {
            var connection = client.connect(server.address());

            try (var served = server.accept()) {
                assertThat(served.readForAMoment()).isEqualTo("Read timed out");
                assertThat(connection.number()).isEqualTo(1);
                assertThat(connection.peer()).isSameAs(client);
            }
        }

        @Test
        void bytesAreSentAsTheyAre() throws Exception {
            client.send(server.address(), Bytes.of(new byte[] {0, (byte) 0xFF, 7}));

            try (var served = server.accept()) {
                assertThat(served.socket().getInputStream().readNBytes(3)).containsExactly(0, 0xFF, 7);
                assertThat(served.readForAMoment()).isEqualTo("Read timed out");
            }
        }

        @Test
        void textIsSentInUtf8() throws Exception {
            client.send(server.address(), "später\n");

            try (var served = server.accept()) {
                assertThat(served.read()).isEqualTo("später\n");
            }
        }

        @Test
        void moreIsSentOnTheSameConnection() throws Exception {
            var connection = client.send(server.address(), "one,");
            connection.send("two");

            try (var served = server.accept()) {
                assertThat(served.readText(7)).isEqualTo("one,two");
            }
        }

        @Test
        void aConversationAnswersTheServer() throws Exception {
            client.speak(server.address(), Conversation.lines(line -> line.equals("USER?") ? "alice" : null));

            try (var served = server.accept()) {
                served.write("HELLO\nUSER?\n");
                assertThat(served.read()).isEqualTo("alice\n");
            }
        }
    }

    @Nested
    class Reading {

        @Test
        void takesAllThatComes() throws Exception {
            var connection = client.get(URI.create("http://127.0.0.1:" + server.port() + "/report"));

            try (var served = server.accept()) {
                for (int i = 0; i < 100; i++) {
                    assertThat(served.write("x".repeat(100_000))).isEqualTo("ok");
                }
                var transcript = Wire.awaitReceived(client, 10_000_000);

                assertThat(Wire.count(transcript, RECEIVED)).isEqualTo(10_000_000);
                assertThat(connection.received()).isEqualTo(Bytes.utf8("x".repeat(64 * 1024)));
            }
        }

        @Test
        void keepsAsMuchAsItIsTold() throws Exception {
            try (var forgetful = ClientPeer.plan().recordPayloadUpTo(5).create()) {
                var connection = forgetful.connect(server.address());

                try (var served = server.accept()) {
                    served.write("1234567");
                    Wire.awaitReceived(forgetful, 7);

                    assertThat(connection.received()).isEqualTo(Bytes.utf8("12345"));
                }
            }
        }

        @Test
        void endsWithTheServersFinWhichItAnswers() throws Exception {
            client.send(server.address(), "request");

            try (var served = server.accept()) {
                served.readText(7);
                served.write("response");
                served.finish();

                assertThat(served.read()).isEqualTo("-1");
                Wire.awaitFin(client, SENT);
                assertThat(Wire.payload(client.settledTranscript(), RECEIVED)).isEqualTo(Bytes.utf8("response"));
            }
        }

        @Test
        void tellsOfTheServersReset() throws Exception {
            client.connect(server.address());

            try (var served = server.accept()) {
                served.reset();

                assertThat(Wire.awaitRst(client, RECEIVED).origin()).isEqualTo(new Origin.ByCodeUnderTest());
            }
        }

        @Test
        @EnabledOnOs(LINUX)
        void keepsTheServerWaitingWhileItIsStalled() throws Exception {
            try (var slow = ClientPeer.plan().receiveBuffer(4096).create()) {
                slow.connect(server.address()).stall();

                try (var served = server.accept()) {
                    served.socket().setSendBufferSize(4096);
                    var writing = Background.run(() -> served.write("x".repeat(1_000_000)));
                    assertThat(writing.isStillBusy()).isTrue();

                    slow.connection(1).resume();
                    assertThat(writing.result()).isEqualTo("ok");
                }
            }
        }
    }

    @Nested
    class Closing {

        @Test
        void ofThePeerResetsWhatItHasConnected() throws Exception {
            client.connect(server.address());

            try (var served = server.accept()) {
                client.close();

                assertThat(served.read()).isEqualTo("SocketException: Connection reset");
                assertThat(client.isClosed()).isTrue();
            }
        }

        @Test
        void leavesNothingToDial() {
            client.close();

            assertThatIllegalStateException()
                    .isThrownBy(() -> client.connect(server.address()))
                    .withMessage("the client peer is closed");
            assertThat(client.connectionCount()).isZero();
        }
    }

    @Nested
    class Dialing {

        @Test
        void numbersConnectionsInTheOrderInWhichTheyWereMade() throws Exception {
            assertThat(client.send(server.address(), "first").number()).isEqualTo(1);
            assertThat(client.send(server.address(), "second").number()).isEqualTo(2);

            try (Served first = server.accept();
                    Served second = server.accept()) {
                assertThat(first.read()).isEqualTo("first");
                assertThat(second.read()).isEqualTo("second");
                second.write("to the second");
                Wire.awaitReceived(client, 13);
                assertThat(client.connection(1).received()).isEqualTo(Bytes.EMPTY);
                assertThat(client.connection(2).received()).isEqualTo(Bytes.utf8("to the second"));
                assertThat(client.connectionCount()).isEqualTo(2);
            }
        }

        @Test
        void reachesAServerThatListensOnAllAddresses() throws Exception {
            try (var everywhere = RawServer.listeningEverywhere()) {
                assertThat(everywhere.address().getAddress().isAnyLocalAddress())
                        .isTrue();
                client.send(everywhere.address(), "hello");

                try (var served = everywhere.accept()) {
                    assertThat(served.read()).isEqualTo("hello");
                    assertThat(served.socket().getInetAddress().isLoopbackAddress())
                            .isTrue();
                }
            }
        }

        @Test
        void isToldByTheTranscript() throws Exception {
            client.send(server.address(), "hello");

            assertThat(Wire.await(client, WireEvent.Data.class)).isNotNull();
            assertThat(client.transcript().toString().replaceAll(" +\\+\\d+\\.\\d{3} ms", "  TIME"))
                    .isEqualTo("   #1  TIME  >  connect to 127.0.0.1:" + server.port()
                            + "\n   #1  TIME  >  data 5 B  \"hello\"");
        }

        @Test
        void isPartOfThePeersName() throws Exception {
            assertThat(client).hasToString("client peer (dials)");
            assertThat(client.connection(1)).hasToString("connection #1 of client peer (dials)");

            client.connect(server.address());
            assertThat(client).hasToString("client peer to port " + server.port() + " (dials)");

            try (var other = RawServer.listening()) {
                client.connect(other.address());
                client.connect(other.address());
                assertThat(client.connection(3))
                        .hasToString("connection #3 of client peer to ports " + server.port() + " and " + other.port()
                                + " (dials)");
            }
        }
    }

    @Nested
    class Misuse {

        @Test
        void aHostMustBeKnown() {
            var nowhere = InetSocketAddress.createUnresolved("nowhere.invalid", 80);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> client.connect(nowhere))
                    .withMessage("the host nowhere.invalid is unknown");
            assertThat(client).hasToString("client peer (dials)");
        }

        @ParameterizedTest
        @ValueSource(ints = {0, -1})
        void atLeastOneConnectionIsMade(int count) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ClientPeer.plan().count(count).create())
                    .withMessage("a client peer makes at least 1 connection, but was to make " + count);
        }

        @Test
        void aConnectMustHaveTime() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ClientPeer.plan().connectTimeout(Duration.ZERO))
                    .withMessage("a connect takes some time, but the timeout was 0 ms");
        }

        @Test
        void aPlanMustBeThatOfAClient() {
            var listens = PeerPlan.builder().speak(Conversation.echo()).build();

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ClientPeer.of(listens))
                    .withMessage("a client peer dials, but this plan is that of a peer that listens: echoes");
            assertThat(ClientPeer.of(PeerPlan.builder().dial(2).build())).hasToString("client peer (dials 2 times)");
        }
    }
}
