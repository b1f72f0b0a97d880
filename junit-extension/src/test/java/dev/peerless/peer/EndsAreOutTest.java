package dev.peerless.peer;

import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.fault.Trigger.onConnect;
import static dev.peerless.fault.Trigger.onDemand;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.plan.Conversation;
import dev.peerless.transcript.WireEvent.Rst;
import dev.peerless.transcript.WireEvent.Stalled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/**
 * Whoever has ended a connection need not wait until that is out: what the code under test does next meets it. Only a
 * process that another test starts at that moment may hold it back, for which these tests wait.
 */
class EndsAreOutTest {

    private static final int ANSWERS = 40;

    private final Peer peer = Peer.plan().speak(Conversation.echo()).listen();

    @AfterEach
    void close() {
        peer.close();
    }

    @RepeatedTest(20)
    void ofAReset() throws Exception {
        try (var client = answered()) {
            peer.connection(1).reset();

            assertMeets("Connection reset by peer", client);
        }
    }

    @Test
    void ofAFinWithAReset() throws Exception {
        try (var client = answered()) {
            peer.connection(1).closeAtOnce();

            assertMeets("Broken pipe", client);
        }
    }

    @Test
    @SuppressWarnings("try") // the fault is only held
    void ofACrash() throws Exception {
        try (var client = answered();
                var stalling = peer.arm(Fault.stall(afterReceiving(5)))) {
            client.write("hello, unread");
            Wire.await(peer, Stalled.class);

            peer.crash();

            assertMeets("Connection reset by peer", client);
        }
    }

    @Test
    @SuppressWarnings("try") // the fault is only held
    void ofAFaultThatWaitedForDemand() throws Exception {
        try (var client = answered();
                var onDemand = peer.arm(Fault.reset(onDemand()))) {
            peer.connection(1).fire();

            assertMeets("Connection reset by peer", client);
        }
    }

    @Test
    @SuppressWarnings("try") // the fault is only held
    void ofAFaultThatStrikesAtOnce() throws Exception {
        try (var client = answered();
                var armed = peer.arm(Fault.reset(onConnect()))) {
            assertMeets("Connection reset by peer", client);
        }
    }

    @Test
    void withoutThoseWhoAreInterrupted() throws Exception {
        try (var client = answered()) {
            var connection = peer.connection(1);
            Thread.currentThread().interrupt();
            try {
                connection.reset();
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }

            assertThat(client.read()).isEqualTo("SocketException: Connection reset");
        }
    }

    /** After so many answers Linux takes its time to acknowledge one. */
    private RawClient answered() throws Exception {
        var client = RawClient.to(peer);
        for (int i = 0; i < ANSWERS; i++) {
            client.write("hello");
            assertThat(client.readText(5)).isEqualTo("hello");
        }
        return client;
    }

    private void assertMeets(String failure, RawClient client) throws Exception {
        assertThat(peer.transcript().events()).anyMatch(Rst.class::isInstance);
        Wire.awaitRst(peer, SENT);
        assertThat(client.write("x")).isEqualTo("SocketException: " + failure);
    }
}
