package dev.peerless.assertions;

import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.Peer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // being connected is all that some clients do
class SilenceTest {

    @Nested
    class FromTheBeginning {

        @Test
        void passesAtOnceIfNothingHasArrived() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                assertThatConnection(peer).receivedNothing();
            }
        }

        @Test
        void failsIfSomethingHasArrived() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                client.send("A");
                assertThat(failureOf(
                                () -> assertThatConnection(peer).received("A").receivedNothing()))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (well-behaved)
                                to have received nothing,
                                but it received 1 B "A".
                                   #1 _  <  connect from 127.0.0.1:_
                                >  #1 _  <  data 1 B  "A\"""");
            }
        }

        @Test
        void watchesForTheTimeGiven() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                long before = System.nanoTime();
                assertThatConnection(peer).receivedNothingFor(SHORT);
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(SHORT);
            }
        }

        @Test
        void failsAsSoonAsSomethingArrives() throws Exception {
            try (var peer = Peer.plan().recordPayloadUpTo(0).listen();
                    var client = Client.connectTo(peer)) {
                var waiting = CompletableFuture.supplyAsync(
                        () -> failureOf(() -> assertThatConnection(peer).receivedNothingFor(FAR)));
                client.send("ABC");
                assertThat(waiting.join()).isEqualTo("""
                                Expecting connection #1 of peer on port _ (well-behaved)
                                to have received nothing for 10 min,
                                but it received 3 B.
                                   #1 _  <  connect from 127.0.0.1:_
                                >  #1 _  <  data 3 B  (payload not recorded)""");
            }
        }

        @Test
        void endsEarlyWhenNothingMoreCanArrive() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                client.sendFin();
                assertThatConnection(peer).receivedNothingFor(FAR);
            }
        }

        @Test
        void failsIfThePeerIsClosedWhileItWatches() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                assertThatConnection(peer).isOpen();
                peer.close();
                assertThat(failureOf(() -> assertThatConnection(peer).receivedNothingFor(FAR)))
                        .contains("but the peer was closed before the time to watch was over.\n");
            }
        }

        @Test
        void doesNotPassIfThePeerDoesNotRead() throws Exception {
            try (var peer = Peer.plan().fault(Fault.stall(Trigger.onConnect())).listen();
                    var client = Client.connectTo(peer)) {
                assertThat(failureOf(
                                () -> assertThatConnection(peer).wasStalled().receivedNothing()))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (stalls on connect, all connections)
                                to have received nothing,
                                but that cannot be known: the peer was stalled, so it read neither data nor FIN; resume it, or let it vanish instead, which goes on reading.
                                   #1 _  <  connect from 127.0.0.1:_
                                >  #1 _     stalled    stalls on connect""");
            }
        }
    }

    @Nested
    class AfterTheFault {

        @Test
        void passesIfAllCameBefore() throws Exception {
            try (var peer = Peer.plan()
                            .fault(Fault.vanish(Trigger.afterReceiving(1)))
                            .listen();
                    var client = Client.connectTo(peer)) {
                client.send("A");
                assertThatConnection(peer).receivedNothingAfterTheFault().receivedNothingAfterTheFaultFor(SHORT);
            }
        }

        @Test
        void countsWhatTheTestDid() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                peer.connection(1).vanish();
                assertThatConnection(peer).receivedNothingAfterTheFault();
            }
        }

        @Test
        void failsIfSomethingCameAfterIt() throws Exception {
            try (var peer = Peer.plan().fault(Fault.close(Trigger.onConnect())).listen();
                    var client = Client.connectTo(peer)) {
                client.read();
                client.send("A");
                assertThat(failureOf(() -> assertThatConnection(peer).wasReset().receivedNothingAfterTheFault()))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (closes on connect, all connections)
                                to have received nothing after the fault,
                                but it received 1 B "A" _ ms after it.
                                   #1 _  <  connect from 127.0.0.1:_
                                >  #1 _  >  FIN        closes on connect
                                >  #1 _  <  data 1 B  "A"
                                   #1 _  >  RST        closes on connect (answers data after its FIN)""");
            }
        }

        @Test
        void failsAsSoonAsSomethingArrives() throws Exception {
            try (var peer = Peer.plan().fault(Fault.vanish(Trigger.onConnect())).listen();
                    var client = Client.connectTo(peer)) {
                var waiting = CompletableFuture.supplyAsync(
                        () -> failureOf(() -> assertThatConnection(peer).receivedNothingAfterTheFaultFor(FAR)));
                client.send("A");
                assertThat(waiting.join()).isEqualTo("""
                                Expecting connection #1 of peer on port _ (vanishes on connect, all connections)
                                to have received nothing after the fault for 10 min,
                                but it received 1 B "A" _ ms after it.
                                   #1 _  <  connect from 127.0.0.1:_
                                >  #1 _     vanished   vanishes on connect
                                >  #1 _  <  data 1 B  "A\"""");
            }
        }

        @Test
        void endsEarlyWhenNothingMoreCanArrive() throws Exception {
            try (var peer = Peer.plan().fault(Fault.vanish(Trigger.onConnect())).listen();
                    var client = Client.connectTo(peer)) {
                client.sendRst();
                assertThatConnection(peer).receivedNothingAfterTheFaultFor(FAR);
            }
        }

        @Test
        void doesNotPassAfterARstWhichWouldProveNothing() throws Exception {
            try (var peer = Peer.plan().fault(Fault.reset(Trigger.onConnect())).listen();
                    var client = Client.connectTo(peer)) {
                assertThat(failureOf(() -> assertThatConnection(peer).receivedNothingAfterTheFault()))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (resets on connect, all connections)
                                to have received nothing after the fault,
                                but that would prove nothing: after the RST nothing can arrive, whatever the code under test sends; have the peer close, half-close or vanish instead.
                                   #1 _  <  connect from 127.0.0.1:_
                                >  #1 _  >  RST        resets on connect""");
            }
        }

        @Test
        void passesAfterARstThatCameLater() throws Exception {
            try (var peer = Peer.plan().fault(Fault.vanish(Trigger.onConnect())).listen();
                    var client = Client.connectTo(peer)) {
                assertThatConnection(peer).receivedNothingAfterTheFaultFor(SHORT);
                peer.connection(1).reset();
                assertThatConnection(peer)
                        .wasReset()
                        .receivedNothingAfterTheFault()
                        .receivedNothingAfterTheFaultFor(SHORT);
            }
        }

        @Test
        void failsIfNoFaultStrikes() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                assertThat(failureOf(
                                () -> assertThatConnection(peer).within(SHORT).receivedNothingAfterTheFault()))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (well-behaved)
                                to have received nothing after the fault,
                                but no fault struck within 40 ms.
                                   #1 _  <  connect from 127.0.0.1:_""");
            }
        }

        @Test
        void failsAsSoonAsNoFaultCanStrike() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                client.sendRst();
                assertThat(failureOf(
                                () -> assertThatConnection(peer).within(FAR).receivedNothingAfterTheFault()))
                        .contains("but no fault had struck before the code under test sent RST.\n");
            }
        }
    }

    @Test
    void someBytesMayBeAllowedAfterTheFault() throws Exception {
        try (var peer = Peer.plan()
                        .fault(Fault.vanish(Trigger.afterReceiving(1)))
                        .listen();
                var client = Client.connectTo(peer)) {
            client.send("A");
            assertThatConnection(peer).vanished();
            client.send("BC");
            assertThatConnection(peer).received("ABC");
            assertThatConnection(peer).receivedAtMostAfterTheFault(2).receivedAtMostAfterTheFaultFor(2, SHORT);
            assertThat(failureOf(() -> assertThatConnection(peer).receivedAtMostAfterTheFaultFor(1, FAR)))
                    .contains("to have received at most 1 B after the fault for 10 min,\nbut it received 2 B.\n");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> assertThatConnection(peer).receivedAtMostAfterTheFault(-1))
                    .withMessage("a number of bytes must not be negative, but was -1");
        }
    }
}
