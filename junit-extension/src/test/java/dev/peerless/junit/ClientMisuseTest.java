package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.peer.ClientPeer;
import dev.peerless.peer.Peer;
import dev.peerless.plan.TlsProtocol;
import java.net.Socket;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Annotations of client peers at the wrong place, or with values that are not allowed. */
class ClientMisuseTest {

    private static final String HERE = "parameter #1 of method Cases.";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "noClients       | @Clients on HEREnoClients(ClientPeer): count = 0, but must be a number of connections "
                        + "from 1.",
                "clientsOfAPeer  | @Clients on HEREclientsOfAPeer(Peer): it is for a peer that dials, but the type is "
                        + "Peer; take a ClientPeer.",
                "stoppingPeer    | @ClientStops on HEREstoppingPeer(Peer): it is for a peer that dials, but the type is "
                        + "Peer; take a ClientPeer.",
                "leavingPeer     | @ClientLeaves on HEREleavingPeer(Peer): it is for a peer that dials, but the type is "
                        + "Peer; take a ClientPeer.",
                "halfClosingPeer | @ClientHalfCloses on HEREhalfClosingPeer(Peer): it is for a peer that dials, but the "
                        + "type is Peer; take a ClientPeer.",
                "echoingClient   | @PeerEchoes on HEREechoingClient(ClientPeer): it is for a peer that listens, but the "
                        + "type is ClientPeer; take a Peer.",
                "relayingClient  | @PeerRelays on HERErelayingClient(ClientPeer): it is for a peer that listens, but the "
                        + "type is ClientPeer; take a Peer.",
                "greetingClient  | @PeerGreets(\"hi\") on HEREgreetingClient(ClientPeer): a client peer does not greet, "
                        + "but this one is to greet with \"hi\".",
                "refusingClient  | @PeerRefuses on HERErefusingClient(ClientPeer): a client peer dials and listens to "
                        + "nobody, so @PeerRefuses has no meaning for it.",
                "ignoringClient  | @PeerIgnoresConnects on HEREignoringClient(ClientPeer): a client peer dials and "
                        + "listens to nobody, so @PeerIgnoresConnects has no meaning for it.",
                "crashingClient  | @PeerCrashes on HEREcrashingClient(ClientPeer): a client peer dials and listens to "
                        + "nobody, so @PeerCrashes has no meaning for it.",
                "overloaded      | @PeerOverloaded(maxConnections = 1) on HEREoverloaded(ClientPeer): a client peer "
                        + "dials and listens to nobody, so @PeerOverloaded(maxConnections = 1) has no meaning for it.",
                "twoTriggers     | @ClientStops on HEREtwoTriggers(ClientPeer): afterReceiving = 1 and onDemand = true "
                        + "are 2 triggers, but there can be at most one of afterReceiving, afterSending, whenReceived, "
                        + "after, afterIdle, whenReceivedAfterIdle and onDemand.",
                "negative        | @ClientLeaves on HEREnegative(ClientPeer): afterSending = -2, but must be a number of "
                        + "bytes from 1.",
                "never           | @ClientLeaves on HEREnever(ClientPeer): connections = \"0\", but must be like \"1\", "
                        + "\"2-4\", \"3-\" or \"all\".",
                "unreachable     | @ClientLeaves @ClientHalfCloses on HEREunreachable(ClientPeer): @ClientHalfCloses can "
                        + "never strike, since @ClientLeaves ends the connection at the same moment.",
                "certificate     | @PeerSpeaksTls on HEREcertificate(ClientPeer): it is for a peer that listens, but the type "
                        + "is ClientPeer; write @ClientSpeaksTls.",
                "encryptingPeer  | @ClientSpeaksTls on HEREencryptingPeer(Peer): it is for a peer that dials, but the "
                        + "type is Peer; take a ClientPeer.",
                "noVersion       | @ClientSpeaksTls on HEREnoVersion(ClientPeer): protocols = {}, but must be at least "
                        + "one.",
                "versionTwice    | @ClientSpeaksTls on HEREversionTwice(ClientPeer): protocols = {TLS_1_3, TLS_1_3}, but must "
                        + "name each version once.",
                "socket          | @ClientStops on HEREsocket(Socket): the type is Socket, but must be Peer or "
                        + "ClientPeer.",
            })
    void isToldByItsPlace(String method, String message) {
        assertThat(InnerRun.of(Cases.class, method).misuse()).isEqualTo(message.replace("HERE", HERE));
    }

    @SuppressWarnings("unused") // each is run by its name
    static class Cases {

        @Test
        void noClients(@Clients(count = 0) ClientPeer client) {}

        @Test
        void clientsOfAPeer(@Clients(count = 2) Peer peer) {}

        @Test
        void stoppingPeer(@ClientStops Peer peer) {}

        @Test
        void leavingPeer(@ClientLeaves Peer peer) {}

        @Test
        void halfClosingPeer(@ClientHalfCloses Peer peer) {}

        @Test
        void echoingClient(@PeerEchoes ClientPeer client) {}

        @Test
        void relayingClient(@PeerRelays(to = "127.0.0.1:5432") ClientPeer client) {}

        @Test
        void greetingClient(@PeerGreets("hi") ClientPeer client) {}

        @Test
        void refusingClient(@PeerRefuses ClientPeer client) {}

        @Test
        void ignoringClient(@PeerIgnoresConnects ClientPeer client) {}

        @Test
        void crashingClient(@PeerCrashes ClientPeer client) {}

        @Test
        void overloaded(@PeerOverloaded(maxConnections = 1) ClientPeer client) {}

        @Test
        void twoTriggers(@ClientStops(afterReceiving = 1, onDemand = true) ClientPeer client) {}

        @Test
        void negative(@ClientLeaves(afterSending = -2) ClientPeer client) {}

        @Test
        void never(@ClientLeaves(connections = "0") ClientPeer client) {}

        @Test
        void unreachable(@ClientLeaves @ClientHalfCloses ClientPeer client) {}

        @Test
        void certificate(@PeerSpeaksTls ClientPeer client) {}

        @Test
        void encryptingPeer(@ClientSpeaksTls Peer peer) {}

        @Test
        void noVersion(@ClientSpeaksTls(protocols = {}) ClientPeer client) {}

        @Test
        void versionTwice(@ClientSpeaksTls(protocols = {TlsProtocol.TLS_1_3, TlsProtocol.TLS_1_3}) ClientPeer client) {}

        @Test
        void socket(@ClientStops Socket socket) {}
    }

    @Nested
    class OnAMethodOrClass {

        @Test
        void aPeerIsNoClient() {
            assertThat(InnerRun.of(OfAPeer.class).misuse())
                    .isEqualTo(
                            "@ClientStops on method OfAPeer.test(Peer): it is for a peer that dials, but the type is "
                                    + "Peer; take a ClientPeer.");
        }

        @Test
        void aPeerBesideAClientNeedsItsOwn() {
            assertThat(InnerRun.of(OfBoth.class).misuse())
                    .isEqualTo(
                            "@ClientStops on class OfBoth: it is for a peer that dials, but the type is Peer; take a "
                                    + "ClientPeer.");
        }

        @Test
        void aFieldMustNotBeFinal() {
            assertThat(InnerRun.of(FinalField.class).misuse())
                    .isEqualTo("@Clients on field FinalField.client: the field is final, but must take a new peer for "
                            + "each test; take it as a parameter of the constructor instead, in Kotlin with "
                            + "@param:Clients.");
        }

        @Test
        void nobodyMayBeThere() {
            assertThat(InnerRun.of(OfNobody.class).misuse())
                    .isEqualTo(
                            "@ClientStops on method OfNobody.test(): it is for the one peer of this test that has no "
                                    + "annotation of its own, but there is none; take one as a parameter of type ClientPeer.");
        }
    }

    static class OfAPeer {

        @Test
        @ClientStops
        void test(Peer peer) {}
    }

    @ClientStops
    static class OfBoth {

        @Test
        void test(ClientPeer client, Peer peer) {}
    }

    static class FinalField {

        @Clients(count = 2)
        private final ClientPeer client = null;

        @Test
        void test() {
            assertThat(client).isNotNull();
        }
    }

    static class OfNobody {

        @Test
        @ClientStops
        void test() {}
    }
}
