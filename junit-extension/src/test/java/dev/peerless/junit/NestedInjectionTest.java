package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.peer.Peer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class NestedInjectionTest {

    @Test
    void fieldsOfOuterClassesAreFilledForEachTest() {
        InnerRun.of(FieldCases.class).succeeded(4);

        assertThat(FieldCases.SEEN).hasSize(8).doesNotHaveDuplicates();
    }

    static class FieldCases {

        static final Queue<Peer> SEEN = new ConcurrentLinkedQueue<>();

        @PeerEchoes
        static Peer shared;

        @PeerGreets("outer")
        private Peer outer;

        @BeforeEach
        void isThere() {
            assertThat(outer.settledPlan()).hasToString("greets with \"outer\"");
        }

        @Nested
        class Inner {

            @PeerGreets("inner")
            private Peer inner;

            @RepeatedTest(3)
            void bothAreThere() {
                assertThat(inner.settledPlan()).hasToString("greets with \"inner\"");
                assertThat(shared.isClosed()).isFalse();
                SEEN.addAll(List.of(outer, inner));
            }

            @Nested
            class Innermost {

                @PeerGreets("inner")
                private static Peer ofThisClass;

                @Test
                void allAreThere() {
                    SEEN.addAll(List.of(outer, inner));
                    assertThat(ofThisClass).isNotSameAs(inner);
                }
            }
        }
    }

    @Test
    void annotationsOfOuterClassesApplyAndNearerOnesComeBehindOrReplaceThem() {
        InnerRun.of(LevelCases.class).succeeded(3);
    }

    @PeerEchoes
    @PeerCloses(afterReceiving = 9, mayNotFire = true)
    static class LevelCases {

        @Test
        void outermost(Peer peer) {
            assertThat(peer.settledPlan()).hasToString("echoes; closes after receiving 9 bytes, all connections");
        }

        @Nested
        @PeerGreets("hi")
        class Inner {

            @Test
            @PeerAnswersHttp
            @PeerResets(afterReceiving = 8, mayNotFire = true)
            void test(Peer peer) {
                assertThat(peer.settledPlan())
                        .hasToString("greets with \"hi\", then answers HTTP 200; "
                                + "closes after receiving 9 bytes, all connections; "
                                + "resets after receiving 8 bytes, all connections");
            }

            @Nested
            class Innermost {

                private Peer peer;

                @Test
                void test(Peer alike) {
                    assertThat(alike).isSameAs(peer);
                    assertThat(peer.settledPlan())
                            .hasToString("greets with \"hi\", then echoes; "
                                    + "closes after receiving 9 bytes, all connections");
                }
            }
        }
    }

    @Test
    void aStaticFieldOfAnOuterClassIsThePeerOfParametersWithoutDeclaration() {
        InnerRun.of(OuterStaticCases.class).succeeded(1);
    }

    @PeerEchoes
    static class OuterStaticCases {

        private static Peer shared;

        @Nested
        class Inner {

            @Test
            void test(Peer peer) {
                assertThat(peer).isSameAs(shared);
            }
        }
    }

    @Test
    void staticNestedClassesAreClassesOfTheirOwn() {
        InnerRun.of(NotEnclosing.StandaloneCases.class).succeeded(1);
    }

    @PeerEchoes
    static class NotEnclosing {

        @Peerless
        static class StandaloneCases {

            @Test
            void test(Peer peer) {
                assertThat(peer.settledPlan()).hasToString("well-behaved");
            }
        }
    }
}
