package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.peer.Peer;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ComposedAnnotationTest {

    @Retention(RetentionPolicy.RUNTIME)
    @PeerResets(afterReceiving = 16)
    @interface DiesOnOrders {}

    @Retention(RetentionPolicy.RUNTIME)
    @PeerStalls(afterReceiving = 3, lasting = "1ms")
    @PeerCloses(afterReceiving = 6)
    @interface Tired {}

    @Retention(RetentionPolicy.RUNTIME)
    @PeerEchoes
    @Tired
    @interface TiredEcho {}

    @Retention(RetentionPolicy.RUNTIME)
    @PeerResets(afterReceiving = 2, connections = "1")
    @PeerResets(afterReceiving = 4, connections = "2")
    @interface DiesTwice {}

    @Nested
    class AnAnnotationOfYourOwn {

        @Test
        void standsForTheOneItCarries(@DiesOnOrders Peer peer) throws Exception {
            assertThat(peer.settledPlan().faults())
                    .extracting(Fault::name)
                    .containsExactly("@PeerResets(afterReceiving = 16)");
            try (var client = new RawClient(peer)) {
                client.send("sixteen bytes...").receivesReset();
            }
        }

        @Test
        void standsForAllItCarriesInTheirOrder(@TiredEcho Peer peer) throws Exception {
            assertThat(peer.settledPlan())
                    .hasToString("echoes; stalls for 1 ms after receiving 3 bytes, all connections; "
                            + "closes after receiving 6 bytes, all connections");
            try (var client = new RawClient(peer)) {
                client.send("abcdef").receives("abcde").receivesFin();
            }
        }

        @Test
        void mayCarryOneThatIsRepeated(@DiesTwice Peer peer) throws Exception {
            assertDiesTwice(peer);
        }

        @Test
        @Tired
        void mayStandOnAMethod(Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("abcdef").receivesFin();
            }
        }

        @Test
        void mayStandOnAFieldOrAClass() {
            InnerRun.of(EverywhereCases.class).succeeded(1);
        }
    }

    @TiredEcho
    static class EverywhereCases {

        @DiesOnOrders
        private Peer field;

        private Peer plain;

        @Test
        void test() throws Exception {
            try (var client = new RawClient(field)) {
                client.send("sixteen bytes...").receivesReset();
            }
            try (var client = new RawClient(plain)) {
                client.send("abcdef").receives("abcde").receivesFin();
            }
        }
    }

    @Nested
    class ARepeatedAnnotation {

        @Test
        void isSeveralFaultsOfOnePeer(
                @PeerResets(afterReceiving = 2, connections = "1") @PeerResets(afterReceiving = 4, connections = "2")
                        Peer peer)
                throws Exception {
            assertDiesTwice(peer);
        }

        @Test
        void mayBeWrittenInItsContainer(
                @PeerResets.Several({
                            @PeerResets(afterReceiving = 2, connections = "1"),
                            @PeerResets(afterReceiving = 4, connections = "2")
                        })
                        Peer peer)
                throws Exception {
            assertDiesTwice(peer);
        }

        @Test
        @PeerResets(afterReceiving = 2, connections = "1")
        @PeerResets(afterReceiving = 4, connections = "2")
        void mayStandOnAMethod(Peer peer) throws Exception {
            assertDiesTwice(peer);
        }

        @Test
        void ofEveryKindMayBeRepeated(
                @PeerCloses(afterReceiving = 1, connections = "1")
                        @PeerCloses(afterReceiving = 1, connections = "2")
                        @PeerHalfCloses(afterReceiving = 1, connections = "3")
                        @PeerHalfCloses(afterReceiving = 1, connections = "4")
                        Peer finishing,
                @PeerStalls(afterReceiving = 1, connections = "1")
                        @PeerStalls(afterReceiving = 1, connections = "2")
                        @PeerVanishes(afterReceiving = 1, connections = "3")
                        @PeerVanishes(afterReceiving = 1, connections = "4")
                        @FirewallIdleTimeout("1h")
                        @FirewallIdleTimeout("2h")
                        Peer silent)
                throws Exception {
            for (int i = 0; i < 4; i++) {
                try (var client = new RawClient(finishing)) {
                    client.send("x").receivesFin();
                }
                try (var client = new RawClient(silent)) {
                    client.send("x").receivesNothing();
                }
            }
        }

        @Test
        void onAClassIsInheritedTogether() {
            InnerRun.of(InheritingCases.class).succeeded(1);
        }
    }

    @PeerResets(afterReceiving = 2, connections = "1")
    @PeerResets(afterReceiving = 4, connections = "2")
    static class Repeating {}

    static class InheritingCases extends Repeating {

        @Test
        void test(Peer peer) throws Exception {
            assertDiesTwice(peer);
        }
    }

    private static void assertDiesTwice(Peer peer) throws Exception {
        assertThat(peer.settledPlan())
                .hasToString(
                        "resets after receiving 2 bytes, connection 1; resets after receiving 4 bytes, connection 2");
        try (var client = new RawClient(peer)) {
            client.send("ab").receivesReset();
        }
        try (var client = new RawClient(peer)) {
            client.send("ab").receivesNothing().send("cd").receivesReset();
        }
    }

    @Nested
    class OnAField {

        @Target(ElementType.FIELD)
        @Retention(RetentionPolicy.RUNTIME)
        @PeerGreets("220 ready\r\n")
        @interface MailServer {}

        @MailServer
        private Peer mailServer;

        @Test
        void theTargetIsYourChoice() throws Exception {
            try (var client = new RawClient(mailServer)) {
                client.receives("220 ready\r\n");
            }
        }
    }
}
