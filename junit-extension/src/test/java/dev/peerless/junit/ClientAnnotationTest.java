package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.peer.ClientPeer;
import dev.peerless.plan.Role;
import dev.peerless.transcript.WireEvent.Fin;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
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
            awaitFin(clients);

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

        private static void awaitFin(ClientPeer clients) throws InterruptedException {
            var seen = clients.transcript();
            while (seen.events().stream().noneMatch(Fin.class::isInstance)) {
                seen = clients.awaitMore(seen, Duration.ofSeconds(60));
            }
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
}
