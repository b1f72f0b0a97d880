package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.peerless.fault.Fault;
import dev.peerless.peer.ClientPeer;
import dev.peerless.peer.Peer;
import dev.peerless.plan.PeerPlan;
import dev.peerless.plan.Role;
import dev.peerless.plan.Tls;
import dev.peerless.plan.TlsLayer;
import dev.peerless.plan.TlsProtocol;
import dev.peerless.transcript.WireEvent;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Client peers, by their annotations. */
class ClientAnnotationTest {

    private RawServer server;

    @BeforeEach
    void listen() {
        server = new RawServer();
    }

    @AfterEach
    void close() throws Exception {
        server.close();
    }

    @Nested
    class Stops {

        @Test
        void resetsAtTheFirstByteOfTheResponse(@ClientStops ClientPeer browser) throws Exception {
            browser.send(server.address(), "request");

            try (var served = server.accept()) {
                served.receives("request").receivesNothing();
                served.send("r").receivesReset();
            }
        }

        @Test
        void resetsInTheMiddleOfTheResponse(@ClientStops(afterReceiving = 5) ClientPeer browser) throws Exception {
            browser.send(server.address(), "request");

            try (var served = server.accept()) {
                served.receives("request").send("resp").receivesNothing();
                served.send("onse").receivesReset();
            }
        }

        @Test
        void resetsInTheMiddleOfAnUpload(@ClientStops(afterSending = 3) ClientPeer browser) throws Exception {
            browser.send(server.address(), "request");

            try (var served = server.accept()) {
                served.receives("req").receivesReset();
            }
        }

        @Test
        void resetsOnDemand(@ClientStops(onDemand = true) ClientPeer browser) throws Exception {
            var connection = browser.send(server.address(), "request");

            try (var served = server.accept()) {
                served.receives("request").send("response").receivesNothing();
                connection.fire();
                served.receivesReset();
            }
        }
    }

    @Nested
    class Leaves {

        @Test
        void closesOnceItsRequestIsSent(@ClientLeaves ClientPeer browser) throws Exception {
            browser.send(server.address(), "request");

            try (var served = server.accept()) {
                served.receives("request").receivesFin();
            }
        }

        @Test
        void closesAtOnceIfItHasNothingToSay(@ClientLeaves ClientPeer browser) throws Exception {
            browser.connect(server.address());

            try (var served = server.accept()) {
                served.receivesFin();
            }
        }

        @Test
        void closesInTheMiddleOfTheResponse(@ClientLeaves(whenReceived = "po") ClientPeer browser) throws Exception {
            browser.send(server.address(), "request");

            try (var served = server.accept()) {
                served.receives("request").send("response").receivesFin();
            }
        }
    }

    @Nested
    class HalfCloses {

        @Test
        void saysThatItsRequestIsComplete(@ClientHalfCloses ClientPeer client) throws Exception {
            var connection = client.send(server.address(), "request");

            try (var served = server.accept()) {
                served.receives("request").receivesFin().send("response").finish();
                PeerEvents.awaitReceived(client, 8);
                assertThat(connection.received()).hasToString("\"response\"");
            }
        }

        @Test
        void saysSoInTheMiddle(@ClientHalfCloses(afterSending = 3) ClientPeer client) throws Exception {
            client.send(server.address(), "request");

            try (var served = server.accept()) {
                served.receives("req").receivesFin();
            }
        }
    }

    @Nested
    class Several {

        @Test
        void areMadeAtOnce(@Clients(count = 3) ClientPeer clients) throws Exception {
            clients.send(server.address(), "hi");

            for (int i = 0; i < 3; i++) {
                server.accept().receives("hi").close();
            }
            assertThat(clients.connectionCount()).isEqualTo(3);
        }

        @Test
        void mayMisbehaveInPart(
                @Clients(count = 3) @ClientStops(connections = "2") @ClientHalfCloses(connections = "3-")
                        ClientPeer clients)
                throws Exception {
            clients.send(server.address(), "hi");

            int fins = 0;
            int silent = 0;
            for (int i = 0; i < 3; i++) {
                try (var served = server.accept()) {
                    served.receives("hi");
                    served.socket().setSoTimeout(300);
                    try {
                        served.receivesFin();
                        fins++;
                    } catch (SocketTimeoutException open) {
                        silent++;
                        served.send("x");
                    }
                }
            }
            assertThat(fins).isEqualTo(1);
            assertThat(silent).isEqualTo(2);
        }

        @Test
        void areToldByThePlan(@Clients(count = 2) @ClientStops ClientPeer clients) throws Exception {
            assertThat(clients)
                    .hasToString("client peer (dials 2 times; resets after receiving 1 byte, all connections)");
            clients.send(server.address(), "hi");
            for (int i = 0; i < 2; i++) {
                try (var served = server.accept()) {
                    served.send("x").receives("hi").receivesReset();
                }
            }
        }
    }

    @Nested
    class SpeaksTls {

        @Test
        void stopsAfterSoMuchOfTheResponse(
                @PeerSpeaksTls @PeerAnswersHttp(body = "hello world") Peer https,
                @ClientSpeaksTls @ClientStops(whenReceived = "hello") ClientPeer browser)
                throws Exception {
            browser.get(https.uri("/"));

            RawClient.await(https, event -> event instanceof WireEvent.Rst);
            assertThat(browser.settledPlan())
                    .hasToString(
                            "dials, speaks TLS, counts plaintext; resets when receiving \"hello\", all connections");
        }

        @Test
        void readsItsAttributes() {
            assertThat(Meetings.plan(Declared.class, "encrypted").tls())
                    .contains(Tls.wellBehaved().withoutCloseNotify().speaking(TlsProtocol.TLS_1_2));
            assertThat(Meetings.plan(Declared.class, "encrypted"))
                    .hasToString("dials 2 times, speaks TLSv1.2, never sends close_notify");
        }

        private abstract static class Declared {

            abstract void encrypted(
                    @Clients(count = 2)
                            @ClientSpeaksTls(
                                    closeNotify = false,
                                    faultsCount = TlsLayer.CIPHERTEXT,
                                    protocols = TlsProtocol.TLS_1_2)
                            ClientPeer client);
        }
    }

    @Nested
    class WhatPeersDoToo {

        @Test
        void clientsDoUnlessItIsAboutListening(
                @PeerResets(onDemand = true, mayNotFire = true)
                        @PeerVanishes(afterReceiving = 2, mayNotFire = true)
                        @PeerStalls(afterReceiving = 3, mayNotFire = true)
                        @PeerTruncates(afterSending = 4, mayNotFire = true)
                        @NetworkCut(onDemand = true, mayNotFire = true)
                        @FirewallIdleTimeout("1h")
                        ClientPeer client) {
            assertThat(client.settledPlan().role()).isEqualTo(new Role.Client(1));
            assertThat(client.settledPlan().faults()).hasSize(6);
        }

        @Test
        @Peerless
        void aClientWithoutFaultsIsAskedForByPeerless(ClientPeer client) throws Exception {
            client.send(server.address(), "hi");

            try (var served = server.accept()) {
                served.receives("hi").finish().receivesFin();
            }
        }
    }

    @Nested
    class Attributes {

        @Test
        void areThoseOfAllFaults() {
            var faults = plan("all").faults();

            assertThat(faults)
                    .extracting(fault -> fault.trigger().toString())
                    .containsExactly(
                            "after receiving 1 byte",
                            "after receiving 9 bytes",
                            "after sending 8 bytes",
                            "when receiving \"x\"",
                            "after 7 ms",
                            "after 6 ms of idleness",
                            "on the first byte after 5 ms of idleness",
                            "on demand");
            assertThat(faults).allSatisfy(fault -> {
                assertThat(fault.connections()).hasToString("connections 2-4");
                assertThat(fault.probability()).isEqualTo(0.25);
                assertThat(fault.mayNotFire()).isTrue();
            });
            assertThat(plan("leaves").faults())
                    .extracting(Fault::toString)
                    .containsExactly("closes when all is sent that it says first, all connections");
            assertThat(plan("halfCloses").faults())
                    .extracting(Fault::toString)
                    .containsExactly("half-closes when all is sent that it says first, all connections");
        }

        private PeerPlan plan(String method) {
            return Meetings.plan(Declared.class, method);
        }

        private abstract static class Declared {

            abstract void leaves(@ClientLeaves ClientPeer client);

            abstract void halfCloses(@ClientHalfCloses ClientPeer client);

            abstract void all(
                    @ClientStops(connections = "2-4", probability = 0.25, seed = 1, mayNotFire = true)
                            @ClientStops(
                                    afterReceiving = 9,
                                    connections = "2-4",
                                    probability = 0.25,
                                    seed = 1,
                                    mayNotFire = true)
                            @ClientStops(
                                    afterSending = 8,
                                    connections = "2-4",
                                    probability = 0.25,
                                    seed = 1,
                                    mayNotFire = true)
                            @ClientStops(
                                    whenReceived = "x",
                                    connections = "2-4",
                                    probability = 0.25,
                                    seed = 1,
                                    mayNotFire = true)
                            @ClientStops(
                                    after = "7ms",
                                    connections = "2-4",
                                    probability = 0.25,
                                    seed = 1,
                                    mayNotFire = true)
                            @ClientStops(
                                    afterIdle = "6ms",
                                    connections = "2-4",
                                    probability = 0.25,
                                    seed = 1,
                                    mayNotFire = true)
                            @ClientStops(
                                    whenReceivedAfterIdle = "5ms",
                                    connections = "2-4",
                                    probability = 0.25,
                                    seed = 1,
                                    mayNotFire = true)
                            @ClientStops(
                                    onDemand = true,
                                    connections = "2-4",
                                    probability = 0.25,
                                    seed = 1,
                                    mayNotFire = true)
                            ClientPeer client);
        }
    }

    @Nested
    class Places {

        @Test
        void areAllWhereFaultsMayStand() {
            InnerRun.of(OnAClass.class, OnFields.class, InAConstructor.class).succeeded(7);
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Clients(count = 2)
    @ClientStops(mayNotFire = true)
    @interface TwoThatStop {}

    @ClientStops(mayNotFire = true)
    @Clients(count = 3)
    static class OnAClass {

        @Test
        void isForTheParameter(ClientPeer client) {
            assertThat(client)
                    .hasToString("client peer (dials 3 times; resets after receiving 1 byte, all connections)");
        }

        @Test
        @Clients(count = 2)
        @ClientLeaves(mayNotFire = true)
        void andTheMethodAddsToIt(ClientPeer client) {
            assertThat(client)
                    .hasToString("client peer (dials 2 times; resets after receiving 1 byte, all connections; "
                            + "closes when all is sent that it says first, all connections)");
        }

        @Test
        void butNotForAParameterWithItsOwn(@TwoThatStop ClientPeer client, @PeerEchoes Peer upstream) {
            assertThat(client)
                    .hasToString("client peer (dials 2 times; resets after receiving 1 byte, all connections)");
            assertThat(upstream.settledPlan()).hasToString("echoes");
        }
    }

    static class OnFields {

        private static final List<ClientPeer> SEEN = new CopyOnWriteArrayList<>();

        @Clients(count = 2)
        static ClientPeer ofTheClass;

        @ClientLeaves(mayNotFire = true)
        ClientPeer ofEachTest;

        @Test
        void one() {
            isAsDeclared();
        }

        @Test
        void another() {
            isAsDeclared();
        }

        private void isAsDeclared() {
            assertThat(ofTheClass).hasToString("client peer (dials 2 times)");
            assertThat(ofEachTest)
                    .hasToString("client peer (dials; closes when all is sent that it says first, all connections)");
            assertThat(SEEN).doesNotContain(ofEachTest);
            SEEN.add(ofEachTest);
        }
    }

    static class InAConstructor {

        private final ClientPeer client;

        InAConstructor(@ClientStops(mayNotFire = true) ClientPeer client) {
            this.client = client;
        }

        @Test
        void isTheSameAsInTheTest(@ClientStops(mayNotFire = true) ClientPeer same) {
            assertThat(same).isSameAs(client);
        }

        @Test
        void isAnotherForAnotherDeclaration(@ClientLeaves(mayNotFire = true) ClientPeer other) {
            assertThat(other).isNotSameAs(client);
        }
    }

    @Nested
    class TheGuard {

        @Test
        void failsATestWhoseClientNeverDialed() {
            assertThat(InnerRun.of(Unfired.class, "neverDialed").message()).isEqualTo("""
                    Expecting every declared fault of client peer (dials; resets after receiving 1 byte, all connections)
                    to strike, but
                      @ClientStops never struck: no connection was made, and it was meant for all connections
                    so this test has proven nothing about it. Write mayNotFire = true if that is fine.
                       (nothing happened)""");
        }

        @Test
        void failsATestWhoseServerNeverAnswered() {
            assertThat(InnerRun.of(Unfired.class, "neverAnswered").message()).isEqualTo("""
                    Expecting every declared fault of client peer to port PORT (dials; resets after receiving 5 bytes, all connections)
                    to strike, but
                      @ClientStops(afterReceiving = 5) never struck: #1 had received 0 of 5 bytes
                    so this test has proven nothing about it. Write mayNotFire = true if that is fine.
                       #1 +TIME ms  >  connect to 127.0.0.1:PORT""");
        }

        @Test
        void failsATestThatMadeTooFewConnections() {
            assertThat(InnerRun.of(Unfired.class, "tooFew").message())
                    .contains(
                            "@ClientLeaves(connections = \"3\") never struck: 2 connections were made, and it was meant "
                                    + "for connection 3\n");
        }
    }

    @SuppressWarnings("unused") // each is run by its name
    static class Unfired {

        private static RawServer silent;

        @BeforeAll
        static void listen() {
            silent = new RawServer();
        }

        @AfterAll
        static void close() throws Exception {
            silent.close();
        }

        @Test
        void neverDialed(@ClientStops ClientPeer client) {}

        @Test
        void neverAnswered(@ClientStops(afterReceiving = 5) ClientPeer client) {
            client.connect(silent.address());
        }

        @Test
        void tooFew(@Clients(count = 2) @ClientLeaves(connections = "3") ClientPeer client) {
            client.connect(silent.address());
        }
    }

    @Test
    void transcriptsOfAFailedTestArePublished() {
        assertThat(InnerRun.of(Fails.class).counts(0, 1, 0).reports()).containsExactly("""
                        transcript of client peer to port PORT (dials):
                           #1 +TIME ms  >  connect to 127.0.0.1:PORT""");
    }

    static class Fails {

        private static RawServer silent;

        @BeforeAll
        static void listen() {
            silent = new RawServer();
        }

        @AfterAll
        static void close() throws Exception {
            silent.close();
        }

        @Test
        @Peerless
        void fails(ClientPeer client) {
            client.connect(silent.address());
            fail("on purpose");
        }
    }
}
