package dev.peerless.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.plan.Conversation;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Fin;
import dev.peerless.transcript.WireEvent.Rst;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A test suite makes thousands of peers: none may leave a descriptor behind. */
@EnabledOnOs(OS.LINUX)
class DescriptorTest {

    private static final int PEERS = 1_000;
    private static final int SLACK = 20;

    private static long open() throws IOException {
        try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.count();
        }
    }

    @Test
    void areAllGivenBack() throws Exception {
        long before = open();
        for (int i = 0; i < PEERS; i++) {
            usePeer(i % 4);
        }
        assertThat(open()).isLessThan(before + SLACK);
    }

    private static void usePeer(int kind) throws IOException {
        var plan = Peer.plan();
        switch (kind) {
            case 0 -> plan.speak(Conversation.echo());
            case 1 -> plan.fault(Fault.reset(Trigger.afterReceiving(1)));
            case 2 -> plan.fault(Fault.close(Trigger.onConnect()));
            default -> plan.fault(Fault.halfClose(Trigger.onConnect()));
        }
        try (var used = plan.listen();
                var client = RawClient.to(used)) {
            client.write("x");
            client.read();
        }
    }

    @Test
    void ofRelaysAreGivenBackToo() throws Exception {
        try (var upstream = Peer.plan().speak(Conversation.echo()).listen()) {
            long before = open();
            for (int i = 0; i < PEERS / 4; i++) {
                try (var relay = Peer.plan().relayTo(upstream.address()).listen();
                        var client = RawClient.to(relay)) {
                    client.write("x");
                    assertThat(client.read()).isEqualTo("x");
                }
            }
            // Those of the upstream are given back when it has seen the last of them end.
            Wire.await(
                    upstream,
                    WireEvent.class,
                    event -> event.connection() == PEERS / 4 && (event instanceof Rst || event instanceof Fin));
            assertThat(open()).isLessThan(before + SLACK);
        }
    }

    @Test
    void ofConnectionsThatAreOverAreGivenBackBeforeThePeerIs() throws Exception {
        try (var peer = Peer.plan().speak(Conversation.echo()).listen()) {
            long before = open();
            for (int i = 1; i <= 200; i++) {
                try (var client = RawClient.to(peer)) {
                    client.write("x");
                    client.readText(1);
                    client.finish();
                    assertThat(client.read()).isEqualTo("-1");
                }
            }
            assertThat(open()).isLessThan(before + SLACK);
        }
    }

    @Test
    void areGivenBackWhenManyPeersCloseWithManyConnections() throws Exception {
        long before = open();
        var peers = new ArrayList<Peer>();
        var clients = new ArrayList<RawClient>();
        for (int i = 0; i < 50; i++) {
            var next = Peer.plan().listen();
            peers.add(next);
            for (int k = 0; k < 10; k++) {
                clients.add(RawClient.to(next));
            }
            Wire.awaitConnections(next, 10);
        }
        peers.forEach(Peer::close);
        for (var client : clients) {
            assertThat(client.read()).isEqualTo("SocketException: Connection reset");
            client.close();
        }
        assertThat(open()).isLessThan(before + SLACK);
    }
}
