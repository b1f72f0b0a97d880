package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Trigger;
import dev.peerless.peer.Peer;
import dev.peerless.transcript.Direction;
import dev.peerless.transcript.WireEvent;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TriggerAttributeTest {

    @Nested
    class AfterReceiving {

        @Test
        void countsBytesAndStrikesInsteadOfTheAnswerToTheLast(@PeerEchoes @PeerCloses(afterReceiving = 5) Peer peer)
                throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("abc").receives("abc").send("defgh").receives("d").receivesFin();
            }
        }
    }

    @Nested
    class AfterSending {

        @Test
        void countsBytesAndSendsNothingBeyond(@PeerGreets("hello world") @PeerCloses(afterSending = 5) Peer peer)
                throws Exception {
            try (var client = new RawClient(peer)) {
                client.receives("hello").receivesFin();
            }
        }
    }

    @Nested
    class WhenReceived {

        @Test
        void waitsForTextWhereverItIsCut(@PeerEchoes @PeerHalfCloses(whenReceived = "QUIT\r\n") Peer peer)
                throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("QUITE ")
                        .receives("QUITE ")
                        .send("QU")
                        .receives("QU")
                        .send("IT\r\nmore")
                        .receives("IT\r")
                        .receivesFin();
            }
        }

        @Test
        void waitsForBytes(@PeerEchoes @PeerResets(whenReceived = "hex: 08 00") Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.send((byte) 8, (byte) 1).receives("\b\u0001");
                client.send((byte) 8, (byte) 0).receives("\b").receivesReset();
            }
        }

        @Test
        void strikesInsteadOfTheAnswer(@PeerAnswersHttp @PeerResets(whenReceived = "\r\n\r\n") Peer peer)
                throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("GET / HTTP/1.1\r\nHost: peer\r\n\r\n").receivesReset();
            }
            assertThat(peer.transcript().events())
                    .noneMatch(event -> event instanceof WireEvent.Data data && data.direction() == Direction.SENT);
        }

        @Test
        void textIsUtf8(@PeerResets(whenReceived = "Größe €") Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("Größe €").receivesReset();
            }
        }
    }

    @Nested
    class After {

        @Test
        void countsFromTheConnectWhateverPasses(@PeerEchoes @PeerHalfCloses(after = "200ms") Peer peer)
                throws Exception {
            try (var client = new RawClient(peer)) {
                do {
                    client.send("x");
                } while (client.read() == 'x');
            }
            assertThat(nanosUntil(peer, WireEvent.Fin.class))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(200).toNanos());
        }
    }

    @Nested
    class AfterIdle {

        /** Two seconds, so that the client is in time though a busy machine holds it up. */
        @Test
        void countsFromTheLastByte(@PeerEchoes @PeerCloses(afterIdle = "2 s") Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.receivesNothing().send("x").receives("x").receivesFin();
            }
            var lastByte = peer.settledTranscript().events().stream()
                    .filter(WireEvent.Data.class::isInstance)
                    .reduce((earlier, later) -> later)
                    .orElseThrow();
            assertThat(nanosUntil(peer, WireEvent.Fin.class))
                    .isGreaterThanOrEqualTo(lastByte.nanos()
                            - peer.transcript().events().get(0).nanos()
                            + Duration.ofSeconds(2).toNanos());
        }
    }

    @Nested
    class OnDemand {

        @Test
        void waitsForTheTest(@PeerEchoes @PeerResets(onDemand = true) Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("x").receives("x").receivesNothing();

                peer.connection(1).fire();

                client.receivesReset();
            }
        }

        @Test
        void falseIsTheDefault(@PeerResets(onDemand = false) Peer peer) {
            RawClient.assertReset(peer);
        }
    }

    private static long nanosUntil(Peer peer, Class<? extends WireEvent> type) throws InterruptedException {
        RawClient.await(peer, type::isInstance);
        var transcript = peer.transcript();
        return transcript.events().stream()
                        .filter(type::isInstance)
                        .findFirst()
                        .orElseThrow()
                        .nanos()
                - transcript.events().get(0).nanos();
    }

    /** Annotations cannot inherit: nothing but this keeps what they have in common alike. */
    @Nested
    class EveryAnnotationWithTriggers {

        private static final Map<String, Object> COMMON =
                Map.of("connections", "2-", "probability", 0.25, "seed", 7L, "mayNotFire", true);

        static Stream<Class<? extends Annotation>> annotations() {
            return OurAnnotations.planned().filter(type -> OurAnnotations.has(type, "onDemand"));
        }

        @Test
        void isFound() {
            assertThat(annotations()).hasSizeGreaterThan(9).contains(PeerResets.class, ClientStops.class);
        }

        @ParameterizedTest
        @MethodSource("annotations")
        void hasTheCommonAttributesWithTheSameDefaults(Class<? extends Annotation> type) {
            assertThat(type.getDeclaredMethods())
                    .extracting(EveryAnnotationWithTriggers::describe)
                    .contains(
                            "long afterReceiving = " + Unset.BYTES,
                            "long afterSending = " + Unset.BYTES,
                            "String whenReceived = " + Unset.TEXT,
                            "String after = " + Unset.TEXT,
                            "String afterIdle = " + Unset.TEXT,
                            "String whenReceivedAfterIdle = " + Unset.TEXT,
                            "boolean onDemand = false",
                            "String connections = all",
                            "double probability = 1.0",
                            "long seed = " + Unset.SEED,
                            "boolean mayNotFire = false");
        }

        private static String describe(Method attribute) {
            return attribute.getReturnType().getSimpleName() + " " + attribute.getName() + " = "
                    + attribute.getDefaultValue();
        }

        @ParameterizedTest
        @MethodSource("annotations")
        void readsThemAll(Class<? extends Annotation> type) {
            assertThat(trigger(type, "afterReceiving", 1L)).isEqualTo(Trigger.afterReceiving(1));
            assertThat(trigger(type, "afterSending", 2L)).isEqualTo(Trigger.afterSending(2));
            assertThat(trigger(type, "whenReceived", "x")).isEqualTo(Trigger.whenReceived("x"));
            assertThat(trigger(type, "after", "3ms")).isEqualTo(Trigger.connectedFor(Duration.ofMillis(3)));
            assertThat(trigger(type, "afterIdle", "4ms")).isEqualTo(Trigger.idleFor(Duration.ofMillis(4)));
            assertThat(trigger(type, "whenReceivedAfterIdle", "5ms"))
                    .isEqualTo(Trigger.receivingAfterIdle(Duration.ofMillis(5)));
            assertThat(trigger(type, "onDemand", true)).isEqualTo(Trigger.onDemand());
        }

        /** Uses the annotation with that trigger and all that goes with it. */
        private static Trigger trigger(Class<? extends Annotation> type, String attribute, Object value) {
            var attributes = new HashMap<>(OurAnnotations.right(type));
            attributes.putAll(COMMON);
            attributes.put(attribute, value);
            var declaration = new Declaration(OurAnnotations.use(type, attributes), "here");
            var parts = new Declarations("here", List.of(declaration)).parts();
            var fault = parts.build().faults().get(0);

            assertThat(fault.connections().first()).isEqualTo(2);
            assertThat(fault.probability()).isEqualTo(0.25);
            assertThat(fault.seed()).hasValue(7);
            assertThat(fault.mayNotFire()).isTrue();
            return fault.trigger();
        }
    }
}
