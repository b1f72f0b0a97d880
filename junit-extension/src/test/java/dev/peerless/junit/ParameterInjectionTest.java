package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.peer.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterInjectionTest {

    @Test
    void aDeclaredParameterIsThePeerItDescribes(@PeerResets(afterReceiving = 3) Peer peer) throws Exception {
        assertThat(peer.settledPlan()).hasToString("resets after receiving 3 bytes, all connections");
        try (var client = new RawClient(peer)) {
            client.send("abc").receivesReset();
        }
    }

    @Test
    @Peerless
    void aParameterWithoutDeclarationIsAWellBehavedPeer(Peer peer) throws Exception {
        assertThat(peer.settledPlan()).hasToString("well-behaved");
        try (var client = new RawClient(peer)) {
            client.send("hello").receivesNothing().finish().receivesFin();
        }
    }

    @Test
    void peerlessMayStandOnTheParameterItself(@Peerless Peer peer) {
        assertThat(peer.settledPlan()).hasToString("well-behaved");
    }

    @Test
    @PeerEchoes
    void peerlessOnAParameterDeclaresNothing(@Peerless Peer peer) {
        assertThat(peer.settledPlan()).hasToString("echoes");
    }

    @Test
    void peerlessMayStandOnAField() {
        InnerRun.of(OnAFieldCases.class).succeeded(1);
    }

    static class OnAFieldCases {

        @Peerless
        private Peer peer;

        @Test
        void isInjected() {
            assertThat(peer.settledPlan()).hasToString("well-behaved");
        }
    }

    @Test
    void otherParametersAreLeftToOthers(TestInfo info, @PeerEchoes Peer peer) throws Exception {
        assertThat(info.getTestMethod()).isPresent();
        try (var client = new RawClient(peer)) {
            client.send("hello").receives("hello");
        }
    }

    @Test
    @Peerless
    void severalParametersAreSeveralPeers(@PeerEchoes Peer echoing, @PeerGreets("hi") Peer greeting, Peer silent) {
        assertThat(List.of(echoing, greeting, silent))
                .doesNotHaveDuplicates()
                .extracting(peer -> peer.settledPlan().toString())
                .containsExactly("echoes", "greets with \"hi\"", "well-behaved");
    }

    @Test
    void twoParametersDeclaredAlikeAreTwoPeers(@PeerEchoes Peer one, @PeerEchoes Peer other) {
        assertThat(one).isNotSameAs(other);
        assertThat(one.port()).isNotEqualTo(other.port());
    }

    @Test
    @Peerless
    void twoParametersWithoutDeclarationAreTwoPeers(Peer one, Peer other) {
        assertThat(one).isNotSameAs(other);
    }

    @Test
    void lifecycleMethodsShareThePeersOfTheirTest() {
        InnerRun.of(SharesWithLifecycle.class).succeeded(3);

        assertThat(SharesWithLifecycle.SEEN_AFTER)
                .hasSize(3)
                .allSatisfy(seen -> assertThat(seen).hasSize(5));
        assertThat(SharesWithLifecycle.SEEN_AFTER.stream().flatMap(List::stream))
                .doesNotHaveDuplicates();
    }

    @Peerless
    static class SharesWithLifecycle {

        static final Queue<List<Peer>> SEEN_AFTER = new ConcurrentLinkedQueue<>();

        private final List<Peer> before = new ArrayList<>();

        @BeforeEach
        void remember(@PeerEchoes Peer echoing, @PeerGreets("a") Peer one, @PeerGreets("a") Peer other, Peer plain) {
            before.addAll(List.of(echoing, one, other, plain));
        }

        @Test
        void declaredOnes(@PeerEchoes Peer echoing, @PeerGreets("a") Peer one, @PeerGreets("a") Peer other) {
            assertThat(before.subList(0, 3)).containsExactly(echoing, one, other);
        }

        @Test
        void theOneWithoutDeclaration(Peer plain) {
            assertThat(before.get(3)).isSameAs(plain);
        }

        @Test
        void whateverTheOrder(Peer plain, @PeerGreets("a") Peer one, @PeerEchoes Peer echoing) {
            assertThat(before.get(0)).isSameAs(echoing);
            assertThat(before.get(1)).isSameAs(one);
            assertThat(before.get(3)).isSameAs(plain);
        }

        @AfterEach
        void compare(@PeerGreets("b") Peer onlyHere, @PeerEchoes Peer echoing) {
            assertThat(echoing).isSameAs(before.get(0)).matches(peer -> !peer.isClosed());
            before.add(onlyHere);
            SEEN_AFTER.add(before);
        }
    }

    @Test
    void eachInvocationOfAParameterizedOrRepeatedTestHasAPeerOfItsOwn() {
        InnerRun.of(Repeats.class).succeeded(7);

        assertThat(Repeats.SEEN).hasSize(14).doesNotHaveDuplicates();
    }

    static class Repeats {

        static final Queue<Peer> SEEN = new ConcurrentLinkedQueue<>();

        @ParameterizedTest
        @ValueSource(strings = {"a", "b", "c"})
        @PeerEchoes
        void parameterized(String text, Peer echoing, @PeerGreets("hi") Peer greeting) throws Exception {
            SEEN.addAll(List.of(echoing, greeting));
            try (var client = new RawClient(echoing)) {
                client.send(text).receives(text);
            }
            assertThat(echoing.connectionCount()).isEqualTo(1);
        }

        @RepeatedTest(4)
        @PeerEchoes
        void repeated(Peer echoing, @PeerGreets("hi") Peer greeting) {
            SEEN.addAll(List.of(echoing, greeting));
            assertThat(echoing.connectionCount()).isZero();
        }
    }

    @Test
    void aParameterOfBeforeAllIsAPeerOfTheClass() throws Exception {
        InnerRun.of(TakesOneBeforeAll.class).succeeded(2);

        RawClient.assertRefused(TakesOneBeforeAll.declared);
    }

    static class TakesOneBeforeAll {

        static Peer declared;

        @BeforeAll
        static void remember(@PeerEchoes Peer echoing) {
            declared = echoing;
        }

        @Test
        void servesOneTest() throws Exception {
            try (var client = new RawClient(declared)) {
                client.send("one").receives("one");
            }
        }

        @Test
        void servesAnother() throws Exception {
            try (var client = new RawClient(declared)) {
                client.send("another").receives("another");
            }
        }
    }
}
