package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.peer.ClientPeer;
import dev.peerless.peer.Peer;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Where client peers and their annotations may stand. */
class ClientPlacesTest {

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
}
