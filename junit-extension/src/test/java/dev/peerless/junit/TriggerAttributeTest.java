package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Trigger;
import dev.peerless.peer.Peer;
import dev.peerless.transcript.Direction;
import dev.peerless.transcript.WireEvent;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
                int answered = 0;
                client.send("x");
                while (client.read() == 'x') {
                    answered++;
                    client.send("x");
                }
                assertThat(answered).isPositive();
            }
            assertThat(nanosUntil(peer, WireEvent.Fin.class))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(200).toNanos());
        }
    }

    @Nested
    class AfterIdle {

        @Test
        void countsFromTheLastByte(@PeerEchoes @PeerCloses(afterIdle = "150 ms") Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("x")
                        .receives("x")
                        .receivesNothing()
                        .send("y")
                        .receives("y")
                        .receivesFin();
            }
            assertThat(nanosUntil(peer, WireEvent.Fin.class))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(250).toNanos());
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
    class EveryFaultAnnotation {

        @ParameterizedTest
        @ValueSource(
                classes = {
                    PeerResets.class,
                    PeerCloses.class,
                    PeerHalfCloses.class,
                    PeerStalls.class,
                    PeerVanishes.class,
                    OwnMachineAborts.class
                })
        void hasTheCommonAttributesWithTheSameDefaults(Class<? extends Annotation> type) {
            assertThat(type.getDeclaredMethods())
                    .extracting(EveryFaultAnnotation::describe)
                    .contains(
                            "long afterReceiving = " + Unset.BYTES,
                            "long afterSending = " + Unset.BYTES,
                            "String whenReceived = " + Unset.TEXT,
                            "String after = " + Unset.TEXT,
                            "String afterIdle = " + Unset.TEXT,
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
        @ValueSource(strings = {"resets", "closes", "halfCloses", "stalls", "vanishes", "aborts"})
        void readsThemAll(String method) throws Exception {
            var found = Arrays.stream(Every.class.getDeclaredMethods())
                    .filter(candidate -> candidate.getName().equals(method))
                    .findFirst()
                    .orElseThrow();
            var place = Place.parameters(found).get(0);

            var faults = Declarations.plan(List.of(place.declarations()), false).faults();

            assertThat(faults)
                    .allMatch(fault -> fault.connections().first() == 2)
                    .allMatch(fault -> fault.probability() == 0.25)
                    .allMatch(fault -> fault.seed().orElseThrow() == 7)
                    .allMatch(fault -> fault.mayNotFire());
            assertThat(faults)
                    .extracting(fault -> fault.trigger())
                    .containsExactly(
                            Trigger.onConnect(),
                            Trigger.afterReceiving(1),
                            Trigger.afterSending(2),
                            Trigger.whenReceived("x"),
                            Trigger.connectedFor(Duration.ofMillis(3)),
                            Trigger.idleFor(Duration.ofMillis(4)),
                            Trigger.onDemand());
        }
    }
}
