package dev.peerless.peer;

import static dev.peerless.fault.Trigger.onConnect;
import static dev.peerless.transcript.Direction.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.plan.Conversation;
import dev.peerless.transcript.WireEvent.Connected;
import dev.peerless.transcript.WireEvent.Rst;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Clients that connect again and again, or all at once, and have nothing to say. {@code -Dconnects=1000000} has the first
 * test do so a million times.
 */
class ManyConnectsTest {

    private static final int CONNECTS = Integer.getInteger("connects", 10_000);
    private static final int SWARM = 1_000;

    /** More than a queue of 1,024 has room for beside the swarm. */
    private static final int BEYOND = 200;

    /** Measured: 2.4 KiB, events included. */
    private static final long MOST_BYTES_EACH = 4 * 1024;

    private static Peer echoing() {
        return Peer.plan().speak(Conversation.echo()).listen();
    }

    private static void assertServes(Peer peer) throws IOException {
        try (var client = RawClient.to(peer)) {
            client.write("hello");
            assertThat(client.readText(5)).isEqualTo("hello");
        }
    }

    /** A client that ends by a RST keeps no port from those behind it. */
    @Test
    void oneAfterTheOtherAreNumberedAndCostLittle() throws Exception {
        try (var peer = echoing()) {
            assertServes(peer);
            var before = Held.now();
            var ports = new int[CONNECTS];
            for (int i = 0; i < CONNECTS; i++) {
                var client = RawClient.to(peer);
                ports[i] = client.port();
                client.reset();
            }
            assertServes(peer);

            var events = peer.settledTranscript().events();
            var after = Held.now();
            assertThat(peer.failures()).isEmpty();
            var came = events.stream()
                    .filter(event -> event instanceof Connected && event.connection() > 1)
                    .map(Connected.class::cast)
                    .mapToInt(connected -> connected.remote().getPort())
                    .limit(CONNECTS)
                    .toArray();
            assertThat(came).isEqualTo(ports);
            assertThat(events.stream().filter(Rst.class::isInstance).count()).isEqualTo(CONNECTS);
            after.leaksNothingSince(before, MOST_BYTES_EACH * CONNECTS);
        }
    }

    @Test
    @SuppressWarnings("try") // the peer is closed before its clients are
    void allAtOnceAreHeldAndDoNotKeepOthersOut() throws Exception {
        var before = Held.now();
        try (var peer = echoing()) {
            var swarm = new ArrayList<RawClient>();
            for (int i = 0; i < SWARM; i++) {
                swarm.add(RawClient.to(peer));
            }
            assertServes(peer);
            assertThat(peer.connectionCount()).isEqualTo(SWARM + 1);
            for (int i = 0; i < SWARM; i++) {
                if (i % 2 == 0) {
                    swarm.get(i).reset();
                }
            }
            assertServes(peer);
            assertThat(peer.failures()).isEmpty();

            peer.close();
            for (int i = 1; i < SWARM; i += 2) {
                assertThat(swarm.get(i).read()).isEqualTo("SocketException: Connection reset");
                swarm.get(i).close();
            }
        }
        Held.now().leaksNothingSince(before, MOST_BYTES_EACH * SWARM);
    }

    /** While nobody accepts, the queue fills up, what is beyond is not answered, and every second one gives up. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "how many a queue takes is up to the system")
    @SuppressWarnings("try") // the cut is only held
    void thatWaitInAFullQueueAndAreResetThereAreNumberedAfterwards() throws Exception {
        var swarm = new ArrayList<SocketChannel>();
        try (var peer = echoing();
                var first = RawClient.to(peer)) {
            first.write("x");
            assertThat(first.readText(1)).isEqualTo("x");
            try (var cut = peer.arm(Fault.cut(onConnect()))) {
                for (int i = 0; i < SWARM; i++) {
                    swarm.add(connecting(peer.address()));
                }
                // A client that gave up before it is in the queue would never have been there.
                for (var client : swarm) {
                    finishConnect(client);
                }
                for (int i = 0; i < BEYOND; i++) {
                    swarm.add(connecting(peer.address()));
                }
                for (int i = 0; i < SWARM; i += 2) {
                    reset(swarm.get(i));
                }
            }
            assertServes(peer);
            // Those that found no place in the queue try again after a second.
            for (int i = SWARM; i < swarm.size(); i++) {
                finishConnect(swarm.get(i));
            }

            var transcript = Wire.awaitConnections(peer, swarm.size() + 2);
            assertThat(transcript.events())
                    .filteredOn(Connected.class::isInstance)
                    .extracting(event -> event.connection())
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, swarm.size() + 2).boxed().toList());
            assertThat(peer.settledTranscript().events().stream()
                            .filter(event -> event instanceof Rst rst && rst.direction() == RECEIVED)
                            .count())
                    .isEqualTo(SWARM / 2);
            assertThat(peer.failures()).isEmpty();
        } finally {
            closeAll(swarm);
        }
    }

    private static SocketChannel connecting(InetSocketAddress address) throws IOException {
        var channel = SocketChannel.open();
        channel.configureBlocking(false);
        var unused = channel.connect(address);
        return channel;
    }

    private static void finishConnect(SocketChannel channel) throws IOException {
        channel.configureBlocking(true);
        assertThat(channel.finishConnect()).isTrue();
    }

    private static void reset(SocketChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.close();
    }

    private static void closeAll(List<SocketChannel> channels) throws IOException {
        for (var channel : channels) {
            channel.close();
        }
    }
}
