package dev.peerless.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.fault.Fault;
import dev.peerless.plan.Conversation;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Listening;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefuseTest {

    private static final String REFUSED = "ConnectException: Connection refused";

    /** Tries to take an address, as a server that shares it with others or one that insists on having it alone. */
    private static void bind(InetSocketAddress address, boolean reuse) throws Exception {
        try (var server = new ServerSocket()) {
            server.setReuseAddress(reuse);
            server.bind(address);
        }
    }

    @Nested
    class FromTheStart {

        @Test
        void everyConnectIsRefused() {
            try (var peer = Peer.plan().fault(Fault.refuse()).listen()) {
                assertThat(RawClient.connect(peer)).isEqualTo(REFUSED);
                assertThat(RawClient.connect(peer)).isEqualTo(REFUSED);
                assertThat(peer.connectionCount()).isZero();
            }
        }

        @ParameterizedTest(name = "SO_REUSEADDR: {0}")
        @ValueSource(booleans = {true, false})
        void thePortStaysThePeers(boolean reuse) {
            try (var peer = Peer.plan().fault(Fault.refuse()).listen()) {
                assertThatThrownBy(() -> bind(peer.address(), reuse))
                        .isInstanceOf(BindException.class)
                        .hasMessageStartingWith("Address already in use");
            }
        }

        @Test
        void theTestMayLetThePeerListen() throws Exception {
            try (var peer = Peer.plan()
                    .speak(Conversation.greeting("hi"))
                    .fault(Fault.refuse())
                    .listen()) {
                int port = peer.port();
                peer.listenAgain();

                try (var client = RawClient.to(peer)) {
                    assertThat(client.readText(2)).isEqualTo("hi");
                }
                assertThat(peer.port()).isEqualTo(port);
            }
        }

        @Test
        void itEndsByItselfWhenItLastsForATime() throws Exception {
            try (var peer = Peer.plan()
                    .speak(Conversation.greeting("hi"))
                    .fault(Fault.refuse(Duration.ofMillis(200)))
                    .listen()) {
                var refuses = Wire.await(peer, Listening.class, event -> !event.listening());
                RawClient.assertRefusedFor(Duration.ofMillis(200), refuses.nanos(), peer);

                var listens = Wire.await(peer, Listening.class, Listening::listening);

                try (var client = RawClient.to(peer)) {
                    assertThat(client.readText(2)).isEqualTo("hi");
                }
                assertThat(Duration.ofNanos(listens.nanos() - refuses.nanos()))
                        .isGreaterThanOrEqualTo(Duration.ofMillis(200));
                assertThat(listens.origin()).hasToString("refuses connections for 200 ms");
            }
        }

        @Test
        void itsTimeIsForgottenOnceTheTestDecides() throws Exception {
            try (var peer = Peer.plan()
                            .fault(Fault.refuse(Duration.ofMillis(100)))
                            .listen();
                    var clock = Peer.plan()
                            .fault(Fault.refuse(Duration.ofMillis(200)))
                            .listen()) {
                peer.listenAgain();
                peer.stopListening();
                Wire.await(clock, Listening.class, Listening::listening);

                assertThat(RawClient.connect(peer)).isEqualTo(REFUSED);
                assertThat(peer.transcript().events())
                        .extracting(event -> ((Listening) event).origin().toString())
                        .isIn(
                                List.of("refuses connections for 100 ms", "listenAgain()", "stopListening()"),
                                // The time was up before a busy machine let this test decide.
                                List.of(
                                        "refuses connections for 100 ms",
                                        "refuses connections for 100 ms",
                                        "stopListening()"));
            }
        }
    }

    @Nested
    class Later {

        @Test
        void connectsAreRefusedWhileConnectionsLiveOn() throws Exception {
            try (var peer = Peer.plan().speak(Conversation.echo()).listen();
                    var client = RawClient.to(peer)) {
                // Before it is accepted, the end of the listener would be its own.
                Wire.awaitConnections(peer, 1);
                peer.stopListening();

                assertThat(RawClient.connect(peer)).isEqualTo(REFUSED);
                client.write("alive");
                assertThat(client.readText(5)).isEqualTo("alive");
            }
        }

        @ParameterizedTest(name = "SO_REUSEADDR: {0}")
        @ValueSource(booleans = {true, false})
        void thePortStaysThePeers(boolean reuse) {
            try (var peer = Peer.plan().listen()) {
                peer.stopListening();

                assertThatThrownBy(() -> bind(peer.address(), reuse)).isInstanceOf(BindException.class);
            }
        }

        @Test
        void connectsAreAcceptedAgainOnTheSamePortAndNumberedOn() throws Exception {
            try (var peer = Peer.plan().speak(Conversation.echo()).listen();
                    var before = RawClient.to(peer)) {
                before.write("x");
                before.read();
                for (int i = 0; i < 20; i++) {
                    peer.stopListening();
                    peer.listenAgain();
                }

                try (var after = RawClient.to(peer)) {
                    after.write("y");
                    assertThat(after.read()).isEqualTo("y");
                }
                assertThat(peer.connectionCount()).isEqualTo(2);
            }
        }

        @Test
        void saysSoInTheTranscriptOnlyWhenItChangesSomething() {
            try (var peer = Peer.plan().listen()) {
                peer.listenAgain();
                peer.stopListening();
                peer.stopListening();
                peer.listenAgain();

                assertThat(peer.transcript().events())
                        .extracting(WireEvent::toString)
                        .hasSize(2);
                assertThat(peer.transcript().toString())
                        .contains("refuses    stopListening()", "listens    listenAgain()");
            }
        }
    }
}
