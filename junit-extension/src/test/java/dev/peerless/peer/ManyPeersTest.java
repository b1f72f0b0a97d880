package dev.peerless.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.plan.Conversation;
import java.io.IOException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** What a large suite does to one JVM. */
class ManyPeersTest {

    private static final int PEERS = Integer.getInteger("peers", 100_000);
    private static final int AT_ONCE = 1_000;
    private static final long HEAP_SLACK = 16 << 20;

    private static void use(Peer peer) throws IOException {
        var client = RawClient.to(peer);
        assertThat(client.write("x")).isEqualTo("ok");
        assertThat(client.readText(1)).isEqualTo("x");
        client.reset();
    }

    private static Peer echoing() {
        return Peer.plan().speak(Conversation.echo()).listen();
    }

    @Test
    void oneAfterTheOtherLeaveNothingBehind() throws Exception {
        try (var first = echoing()) {
            use(first);
        }
        var before = Held.now();
        for (int i = 0; i < PEERS; i++) {
            try (var peer = echoing()) {
                if (i % 10 == 0) {
                    use(peer);
                }
            }
        }
        Held.now().leaksNothingSince(before, HEAP_SLACK);
    }

    @Test
    void atOnceAreEachTheirOwn() throws Exception {
        try (var first = echoing()) {
            use(first);
        }
        var before = Held.now();
        var peers = new ArrayList<Peer>();
        try {
            for (int i = 0; i < AT_ONCE; i++) {
                peers.add(echoing());
            }
            assertThat(peers).extracting(Peer::port).doesNotHaveDuplicates();
            for (var peer : peers) {
                use(peer);
            }
            assertThat(Held.now().threads()).isLessThanOrEqualTo(before.threads() + Held.THREADS_THAT_COME_AND_GO);
        } finally {
            peers.forEach(Peer::close);
        }
        assertThat(peers).allMatch(peer -> peer.connectionCount() == 1);
        peers.clear();
        Held.now().leaksNothingSince(before, HEAP_SLACK);
    }
}
