package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.peerless.peer.ClientPeer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a test of a client peer fails with, and tells then. */
class ClientGuardTest {

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
