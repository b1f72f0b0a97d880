package dev.peerless.assertions;

import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.anyTraffic;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static dev.peerless.assertions.PeerlessAssertions.line;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.fault.Trigger.whenSaid;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.condition.OS.LINUX;

import dev.peerless.fault.Fault;
import dev.peerless.peer.ClientPeer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

/** The same assertions when the peer dials and the code under test is the server. */
@SuppressWarnings("try") // being connected is all that some servers do
class ClientPeerTest {

    private Server server;

    @BeforeEach
    void listen() throws IOException {
        server = Server.listening();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private static ClientPeer clientWith(Fault fault) {
        return ClientPeer.plan().watchReleases(true).fault(fault).create();
    }

    @Nested
    class OneConnection {

        @Test
        void wasReset() throws Exception {
            try (var browser = clientWith(Fault.reset(afterReceiving(4)))) {
                browser.send(server.address(), "GET\n");
                try (var served = server.accept()) {
                    served.send("page");
                    assertThatConnection(browser).wasReset().endedByRst().received("page");
                    assertThatConnection(browser.connection(1)).receivedContaining("ag");
                }
            }
        }

        @Test
        void wasNotReset() throws Exception {
            try (var browser = clientWith(Fault.reset(afterReceiving(5)))) {
                browser.send(server.address(), "GET\n");
                try (var served = server.accept()) {
                    served.send("page").sendFin();
                    assertThatConnection(browser).endedByFin().wasClosed();
                    assertThat(failureOf(() -> assertThatConnection(browser).wasReset()))
                            .isEqualTo("""
                                    Expecting connection #1 of client peer to port _ (dials; resets after receiving 5 bytes, all connections)
                                    to have been reset by the peer,
                                    but both sides sent FIN.
                                       #1 _  >  connect to 127.0.0.1:_
                                       #1 _  >  data 4 B  "GET\\n"
                                       #1 _  <  data 4 B  "page"
                                       #1 _  <  FIN
                                    >  #1 _  >  FIN        conversation""");
                }
            }
        }

        @Test
        void wasClosedOrHalfClosed() throws Exception {
            try (var leaving = clientWith(Fault.close(whenSaid()));
                    var half = clientWith(Fault.halfClose(whenSaid()))) {
                leaving.send(server.address(), "GET\n");
                half.send(server.address(), "GET\n");
                try (var toLeaving = server.accept();
                        var toHalf = server.accept()) {
                    assertThatConnection(leaving).wasClosed();
                    assertThatConnection(half).wasHalfClosed();
                    toHalf.send("page").sendFin();
                    assertThatConnection(half).received("page").endedByFin();
                }
            }
        }

        @Test
        void receivedSomethingElse() throws Exception {
            try (var client = ClientPeer.plan().create()) {
                client.send(server.address(), "GET\n");
                try (var served = server.accept()) {
                    served.send("error");
                    assertThat(failureOf(() -> assertThatConnection(client).received("page")))
                            .isEqualTo("""
                                    Expecting connection #1 of client peer to port _ (dials)
                                    to have received exactly 4 B "page",
                                    but it received 5 B "error", which is different from byte 1 on.
                                       #1 _  >  connect to 127.0.0.1:_
                                       #1 _  >  data 4 B  "GET\\n"
                                    >  #1 _  <  data 5 B  "error\"""");
                }
            }
        }

        @Test
        void receivedNothing() throws Exception {
            try (var client = ClientPeer.plan().create()) {
                client.connect(server.address());
                try (var served = server.accept()) {
                    assertThatConnection(client)
                            .receivedNothing()
                            .receivedNothingFor(SHORT)
                            .isOpen()
                            .staysOpenFor(SHORT);
                    served.sendRst();
                    assertThat(failureOf(() -> assertThatConnection(client).isOpen()))
                            .isEqualTo("""
                                    Expecting connection #1 of client peer to port _ (dials)
                                    to be open,
                                    but the code under test sent RST.
                                       #1 _  >  connect to 127.0.0.1:_
                                    >  #1 _  <  RST""");
                }
            }
        }

        @Test
        void wasStalledAndVanished() throws Exception {
            try (var client = ClientPeer.plan().create()) {
                var connection = client.connect(server.address());
                try (var served = server.accept()) {
                    connection.stall();
                    assertThatConnection(client).wasStalled();
                    connection.vanish();
                    assertThatConnection(connection).vanished();
                }
            }
        }

        @Test
        void getsHeartbeatsOfTheServer() throws Exception {
            try (var client = ClientPeer.plan().create()) {
                client.send(server.address(), "SUBSCRIBE\n");
                try (var served = server.accept()) {
                    served.send(": alive\n").send(": alive\n").send(": alive\n").send(": alive\n");
                    assertThatConnection(client).sentHeartbeats(line(": alive")).atLeastEvery(ofSeconds(30));
                    assertThatConnection(client).sentHeartbeats(anyTraffic());
                    assertThat(failureOf(() ->
                                    assertThatConnection(client).within(SHORT).sentHeartbeats(line("PING"))))
                            .startsWith("Expecting connection #1 of client peer to port _ (dials)\n");
                }
            }
        }
    }

    @Nested
    @EnabledOnOs(LINUX)
    class Releases {

        @Test
        void areSeenAfterTheBrowsersStop() throws Exception {
            try (var browser = clientWith(Fault.reset(afterReceiving(1)))) {
                browser.send(server.address(), "GET\n");
                try (var served = server.accept()) {
                    served.send("page");
                    assertThatConnection(browser).wasReset();
                }
                assertThatConnection(browser).wasReleasedWithin(FAR);
            }
        }

        @Test
        void areMissedByAServerThatLeaks() throws Exception {
            try (var browser = clientWith(Fault.reset(afterReceiving(1)))) {
                browser.send(server.address(), "GET\n");
                try (var leaked = server.accept()) {
                    leaked.send("page");
                    assertThat(failureOf(() -> assertThatConnection(browser).wasReleasedWithin(SHORT)))
                            .isEqualTo("""
                                    Expecting connection #1 of client peer to port _ (dials; resets after receiving 1 byte, all connections)
                                    to have been released by the code under test within 40 ms of the reset,
                                    but its socket was still open after 40 ms.
                                       #1 _  >  connect to 127.0.0.1:_
                                       #1 _  >  data 4 B  "GET\\n"
                                       #1 _  <  data 4 B  "page"
                                    >  #1 _  >  RST        resets after receiving 1 byte
                                    Help: a RST does not close the socket: the code under test has to, after an exception, too.""");
                }
            }
        }

        @Test
        void areSeenAfterTheBrowserWasClosed() throws Exception {
            try (var browser = clientWith(Fault.close(whenSaid()))) {
                browser.send(server.address(), "GET\n");
                try (var served = server.accept()) {
                    assertThatConnection(browser).wasClosed();
                }
                assertThatConnection(browser).wasReleasedWithin(FAR);
            }
        }
    }

    @Nested
    class SeveralConnections {

        @Test
        void areCounted() throws Exception {
            try (var clients = ClientPeer.plan().count(3).create()) {
                clients.connect(server.address());

                assertThatConnections(clients).hasCount(3).hasCountFor(3, SHORT);
                assertThat(failureOf(() -> assertThatConnections(clients).hasCount(2)))
                        .isEqualTo("""
                                Expecting client peer to port _ (dials 3 times)
                                to have had 2 connections,
                                but 3 were made.
                                   #1 _  >  connect to 127.0.0.1:_
                                   #2 _  >  connect to 127.0.0.1:_
                                >  #3 _  >  connect to 127.0.0.1:_""");
                assertThat(failureOf(() ->
                                assertThatConnections(clients).within(SHORT).hasCount(4)))
                        .contains("to have had 4 connections,\nbut only 3 were made within 40 ms.\n");
            }
        }

        @Test
        void areTooManyWhereOneIsMeant() throws Exception {
            try (var clients = ClientPeer.plan().count(2).create()) {
                clients.connect(server.address());

                assertThat(failureOf(() -> assertThatConnection(clients).isOpen()))
                        .isEqualTo("""
                                Expecting connection #1 of client peer to port _ (dials 2 times)
                                to be open,
                                but more than one connection was made; say which one is meant with peer.connection(n).
                                   #1 _  >  connect to 127.0.0.1:_
                                >  #2 _  >  connect to 127.0.0.1:_""");
            }
        }

        @Test
        void shareWhatTheServerSent() throws Exception {
            try (var clients = ClientPeer.plan().count(2).create()) {
                clients.connect(server.address());
                try (var first = server.accept();
                        var second = server.accept()) {
                    first.send("order-1 shipped\n");
                    assertThatConnections(clients).sentExactlyOnce("order-1 shipped");
                    second.send("order-1 shipped\n");
                    assertThatConnection(clients.connection(2)).received("order-1 shipped\n");
                    assertThat(failureOf(() -> assertThatConnections(clients).sentAtMostOnce("order-1")))
                            .startsWith(
                                    "Expecting client peer to port _ (dials 2 times)\n"
                                            + "to have been sent 7 B \"order-1\" at most once,\nbut it was sent 2 times: on #1 at _");
                }
            }
        }

        @Test
        void areNotMadeAgainByTheServer() {
            try (var client = ClientPeer.plan().create()) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> assertThatConnections(client).reconnectedWithin(FAR))
                        .withMessage(
                                "reconnecting is up to who dials, and client peer (dials) does so itself; say what is"
                                        + " to become of a connection with assertThatConnection(peer.connection(n))");
            }
        }
    }

    @Nested
    class WithoutConnection {

        @Test
        void nothingWasMadeInTime() {
            try (var client = ClientPeer.plan().create()) {
                assertThat(failureOf(
                                () -> assertThatConnection(client).within(SHORT).wasReset()))
                        .isEqualTo("""
                                Expecting connection #1 of client peer (dials)
                                to have been reset by the peer,
                                but it was not made within 40 ms.
                                   (nothing happened)""");
                assertThat(failureOf(() ->
                                assertThatConnections(client).within(SHORT).hasCount(1)))
                        .contains("to have had 1 connection,\nbut none was made within 40 ms.\n");
            }
        }

        @Test
        void theTranscriptTellsWhy() throws Exception {
            server.close();
            try (var client = ClientPeer.plan().create()) {
                assertThat(catchThrowable(() -> client.connect(server.address())))
                        .isNotNull();

                assertThat(failureOf(
                                () -> assertThatConnection(client).within(SHORT).wasReset()))
                        .isEqualTo("""
                                Expecting connection #1 of client peer to port _ (dials)
                                to have been reset by the peer,
                                but it was not made within 40 ms.
                                   -- _  >  connect to 127.0.0.1:_ failed: java.net.ConnectException: Connection refused""");
            }
        }

        @Test
        void thePeerWasClosed() {
            var client = ClientPeer.plan().create();
            client.close();

            assertThat(failureOf(() -> assertThatConnection(client).wasReset()))
                    .contains("but the peer was closed before it was made.\n");
        }
    }

    @Test
    void softAssertionsTakeThem() throws Exception {
        try (var client = ClientPeer.plan().create()) {
            client.connect(server.address());
            var softly = new PeerlessSoftAssertions();

            softly.assertThatConnection(client).isOpen().within(SHORT).wasReset();
            softly.assertThatConnection(client.connection(1)).within(SHORT).received("page");
            softly.assertThatConnections(client).hasCount(1).within(SHORT).hasCount(2);

            assertThat(softly.assertionErrorsCollected())
                    .extracting(error -> Messages.masked(error.getMessage())
                            .lines()
                            .skip(3)
                            .findFirst()
                            .orElseThrow())
                    .containsExactly(
                            "but the peer sent no RST within 40 ms.",
                            "but it received nothing within 40 ms.",
                            "but only 1 was made within 40 ms.");
        }
    }
}
