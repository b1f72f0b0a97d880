package dev.peerless.assertions;

import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.line;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.peer.Peer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnsweredHeartbeatsTest {

    private static final Heartbeat PING = line("PING");
    private static final Heartbeat PONG = line("PONG");

    private final Peer peer = Peer.plan().listen();

    @AfterEach
    void closePeer() {
        peer.close();
    }

    @Test
    void waitsForTheAnswer() throws Exception {
        try (var client = Client.connectTo(peer)) {
            var waiting = CompletableFuture.runAsync(
                    () -> assertThatConnection(peer).within(FAR).answeredHeartbeatsWithin(FAR, PING, PONG));
            peer.connection(1).send("PING\nPING\n");
            client.send("PONG\nPO");
            client.send("NG\n");
            waiting.join();
        }
    }

    @Test
    void failsWhenOneIsNotAnswered() throws Exception {
        try (var client = Client.connectTo(peer)) {
            peer.connection(1).send("PING\nPING\n");
            client.send("PONG\nhello\n");
            assertThatConnection(peer).received("PONG\nhello\n");
            assertThat(failureOf(() -> assertThatConnection(peer).answeredHeartbeatsWithin(ofSeconds(2), PING, PONG)))
                    .isEqualTo("""
                            Expecting connection #1 of peer on port _ (well-behaved)
                            to have carried an answer (line "PONG") within 2 s of each heartbeat (line "PING") of the peer,
                            but the one marked was not answered within 2 s.
                               #1 _  <  connect from 127.0.0.1:_
                            >  #1 _  >  data 10 B  "PING\\nPING\\n"
                               #1 _  <  data 11 B  "PONG\\nhello\\n\"""");
        }
    }

    @Test
    void saysHowLateItWas() throws Exception {
        try (var client = Client.connectTo(peer)) {
            peer.connection(1).send("PING\n");
            client.send("PONG\n");
            assertThatConnection(peer).received("PONG\n");
            assertThat(failureOf(() -> assertThatConnection(peer).answeredHeartbeatsWithin(ofNanos(1), PING, PONG)))
                    .contains("but the one marked was answered only after _ ms.\n");
        }
    }

    @Test
    void failsWhenThePeerSendsNone() throws Exception {
        try (var client = Client.connectTo(peer)) {
            client.send("PONG\n");
            assertThat(failureOf(
                            () -> assertThatConnection(peer).within(SHORT).answeredHeartbeatsWithin(FAR, PING, PONG)))
                    .contains("but the peer sent none within 40 ms.\n");
            client.sendFin();
            assertThat(failureOf(
                            () -> assertThatConnection(peer).within(FAR).answeredHeartbeatsWithin(FAR, PING, PONG)))
                    .contains("but the peer sent none before the code under test sent FIN.\n");
        }
    }

    @Test
    void failsAsSoonAsTheConnectionEnds() throws Exception {
        try (var client = Client.connectTo(peer)) {
            peer.connection(1).send("PING\n");
            client.sendRst();
            assertThat(failureOf(
                            () -> assertThatConnection(peer).within(FAR).answeredHeartbeatsWithin(FAR, PING, PONG)))
                    .contains("but not all were answered before the code under test sent RST.\n");
        }
    }
}
