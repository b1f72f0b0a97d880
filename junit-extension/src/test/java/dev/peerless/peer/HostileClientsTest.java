package dev.peerless.peer;

import static dev.peerless.fault.Trigger.onConnect;
import static dev.peerless.fault.Trigger.onDemand;
import static dev.peerless.transcript.Direction.RECEIVED;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Connections;
import dev.peerless.fault.Corruption;
import dev.peerless.fault.Effect;
import dev.peerless.fault.Ending;
import dev.peerless.fault.Fault;
import dev.peerless.fault.Shaping;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Framing;
import dev.peerless.plan.Heartbeating;
import dev.peerless.plan.HttpAnswer;
import dev.peerless.plan.PeerPlan;
import dev.peerless.plan.Step;
import dev.peerless.sockets.Background;
import dev.peerless.transcript.WireEvent.Corrupted;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that send what they want, as fast as they can, whatever the peer says or does. */
class HostileClientsTest {

    private static final int FLOOD_PIECE = 64 * 1024;
    private static final int GARBAGE_CONNECTIONS = 40;
    private static final long HEAP_AT_MOST = 64 << 20;

    /** At most so many events in the moments that a flood lasts: one for each byte that is recorded, and ten a second. */
    private static final int EVENTS_AT_MOST = 2 * PeerPlan.DEFAULT_RECORDED_PAYLOAD;

    /** A kind of peer, by the name of what it says. */
    private static final Map<String, Supplier<PeerSetup>> PEERS = new TreeMap<>(Map.of(
            "silence", () -> Peer.plan().speak(Conversation.silence()),
            "echo", () -> Peer.plan().speak(Conversation.echo()),
            "lines", () -> Peer.plan().speak(Conversation.lines(line -> line + "!")),
            "greeting", () -> Peer.plan().speak(Conversation.greeting("220 ready\r\n")),
            "HTTP", () -> Peer.plan().speak(Conversation.http(HttpAnswer.of(200, "ok"))),
            "replay",
                    () -> Peer.plan()
                            .speak(Conversation.replay(Step.await("QUIT\r\n"), Step.send("bye"), Step.finish())),
            "heartbeats",
                    () -> Peer.plan()
                            .speak(Conversation.echo())
                            .heartbeats(Heartbeating.answering("PING\r\n", "PONG\r\n"))
                            .heartbeats(Heartbeating.sending("BEAT\r\n", Duration.ofMillis(10))),
            "framed heartbeats",
                    () -> Peer.plan()
                            .speak(Conversation.echo())
                            .heartbeats(Heartbeating.framed("AMQP", Framing.AMQP::lengthOf, message -> null)),
            "TLS", () -> Peer.plan().speak(Conversation.echo()).tls()));

    private static final Map<String, Fault> FAULTS = new TreeMap<>(Map.ofEntries(
            Map.entry("reset", Fault.reset(onDemand())),
            Map.entry("close", Fault.close(onDemand())),
            Map.entry("close at once", Fault.closeAtOnce(onDemand())),
            Map.entry("half-close", Fault.halfClose(onDemand())),
            Map.entry("stall", Fault.stall(onDemand())),
            Map.entry("vanish", Fault.vanish(onDemand())),
            Map.entry("truncate", Fault.truncate(onDemand(), Ending.FIN)),
            Map.entry("cut", Fault.cut(onDemand())),
            Map.entry("crash", Fault.crash(onDemand(), Duration.ofMillis(1))),
            Map.entry("flips", Fault.corrupt(onDemand(), Corruption.flips(100))),
            Map.entry("garbage", Fault.corrupt(onDemand(), Corruption.garbage(Corruption.MOST_GARBAGE))),
            Map.entry("slow", Fault.slow(onDemand(), Shaping.none().withLatency(Duration.ofSeconds(1)))),
            Map.entry("bandwidth", Fault.slow(onConnect(), Shaping.none().withBytesPerSecond(1000)))));

    static Stream<String> peers() {
        return PEERS.keySet().stream();
    }

    static Stream<String> faults() {
        return FAULTS.keySet().stream();
    }

    /** Sends until that fails, and never reads. */
    private static Background<Long> flooding(RawClient client, byte[] piece) {
        return Background.run(() -> {
            long sent = 0;
            try {
                for (OutputStream out = client.socket().getOutputStream(); ; sent += piece.length) {
                    out.write(piece);
                }
            } catch (IOException ended) {
                return sent;
            }
        });
    }

    private static byte[] lines() {
        return "flood\r\n".repeat(FLOOD_PIECE / 7).getBytes(StandardCharsets.UTF_8);
    }

    private static void assertBounded(Peer peer, Held before) {
        var transcript = peer.transcript();
        assertThat(transcript.size()).as("events").isLessThan(EVENTS_AT_MOST);
        assertThat(Wire.payload(transcript, RECEIVED).size()).isLessThanOrEqualTo(PeerPlan.DEFAULT_RECORDED_PAYLOAD);
        assertThat(Wire.payload(transcript, SENT).size()).isLessThanOrEqualTo(PeerPlan.DEFAULT_RECORDED_PAYLOAD);
        assertThat(Held.now().heap() - before.heap()).as("bytes of heap").isLessThan(HEAP_AT_MOST);
    }

    /** A close that waited for the client would never end: it is only reset by it. */
    private static void assertEnds(Peer peer, Background<Long> flood) throws Exception {
        var closing = Background.run(() -> {
            peer.close();
            return "closed";
        });
        assertThat(closing.result()).isEqualTo("closed");
        assertThat(flood.result()).isNotNegative();
        assertThat(peer.failures()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("peers")
    void aFloodIntoEachConversationIsBounded(String kind) throws Exception {
        var before = Held.now();
        try (var peer = PEERS.get(kind).get().listen();
                var client = RawClient.to(peer)) {
            var flood = flooding(client, lines());
            assertThat(peer.settledTranscript()).isNotNull();
            var unused = flood.isStillBusy();

            assertBounded(peer, before);
            assertEnds(peer, flood);
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFloodIntoEachFaultIsBounded(String kind) throws Exception {
        var before = Held.now();
        try (var peer = Peer.plan()
                        .speak(Conversation.echo())
                        .fault(FAULTS.get(kind))
                        .listen();
                var client = RawClient.to(peer)) {
            var reading = Background.run(() -> read(client));
            var flood = flooding(client, lines());
            Wire.awaitReceived(peer, 1);
            if (!kind.equals("bandwidth")) {
                peer.connection(1).fire();
            }
            if (FAULTS.get(kind).effect() instanceof Effect.Corrupt) {
                // It counts once it has met a byte.
                Wire.await(peer, Corrupted.class);
            }
            var unused = flood.isStillBusy();

            assertThat(peer.unfiredFaults()).isEmpty();
            assertBounded(peer, before);
            assertEnds(peer, flood);
            assertThat(reading.result()).isNotNegative();
        }
    }

    private static long read(RawClient client) {
        long count = 0;
        try {
            var buffer = new byte[FLOOD_PIECE];
            for (int next = 0;
                    next >= 0;
                    next = client.socket().getInputStream().read(buffer)) {
                count += next;
            }
        } catch (IOException ended) {
            // By the fault, or by the end of the peer.
        }
        return count;
    }

    /** Each connection ends in another way, and the next one is served as if nothing had been. */
    @ParameterizedTest
    @MethodSource("peers")
    void garbageIntoEachConversationFailsNothing(String kind) throws Exception {
        try (var peer = PEERS.get(kind).get().listen()) {
            for (int seed = 0; seed < GARBAGE_CONNECTIONS; seed++) {
                sendGarbage(peer, new Random(seed));
            }
            assertThat(peer.failures()).isEmpty();
            assertThat(peer.connectionCount()).isEqualTo(GARBAGE_CONNECTIONS);
            assertStillServes(kind, peer);
            assertThat(peer.failures()).isEmpty();
        }
    }

    private static void sendGarbage(Peer peer, Random random) throws IOException {
        try (var client = RawClient.to(peer)) {
            try {
                for (int writes = random.nextInt(4); writes >= 0; writes--) {
                    var garbage = new byte[1 + random.nextInt(20_000)];
                    random.nextBytes(garbage);
                    client.socket().getOutputStream().write(garbage);
                }
                if (random.nextBoolean()) {
                    client.finish();
                }
            } catch (IOException ended) {
                // The peer has had enough of it.
            }
            if (random.nextBoolean()) {
                client.reset();
            }
        }
    }

    private static void assertStillServes(String kind, Peer peer) throws IOException {
        if (kind.equals("TLS")) {
            try (var client = TlsClient.to(peer)) {
                client.write("hello");
                assertThat(client.readText(5)).isEqualTo("hello");
            }
            return;
        }
        try (var client = RawClient.to(peer)) {
            client.write(
                    kind.equals("HTTP") ? "GET / HTTP/1.1\r\n\r\n" : kind.equals("replay") ? "QUIT\r\n" : "hello\n");
            var answer = switch (kind) {
                case "silence" -> "";
                case "lines" -> "hello!\n";
                case "greeting" -> "220 ready\r\n";
                case "HTTP" -> "HTTP/1.1 200 OK\r\n";
                case "replay" -> "bye";
                default -> "";
            };
            assertThat(client.readText(answer.length())).isEqualTo(answer);
        }
    }

    @ParameterizedTest
    @MethodSource("ends")
    void bytesAfterEachEndAreTakenOrRefusedAndFailNothing(String kind) throws Exception {
        try (var peer = Peer.plan()
                .speak(Conversation.echo())
                .fault(FAULTS.get(kind).on(Connections.only(1)))
                .listen()) {
            try (var client = RawClient.to(peer)) {
                client.write("x");
                assertThat(client.readText(1)).isEqualTo("x");
                peer.connection(1).fire();
                var flood = flooding(client, lines());
                var unused = flood.isStillBusy();
                client.reset();
                assertThat(flood.result()).isNotNegative();
            }
            try (var client = RawClient.to(peer)) {
                client.write("y");
                assertThat(client.readText(1)).isEqualTo("y");
            }
            assertThat(peer.failures()).isEmpty();
            assertThat(Wire.payload(peer.transcript(), RECEIVED).size())
                    .isLessThanOrEqualTo(PeerPlan.DEFAULT_RECORDED_PAYLOAD + 1);
        }
    }

    static Stream<String> ends() {
        return Stream.of("reset", "close", "close at once", "half-close", "stall", "vanish", "truncate");
    }

    /** Each side sends garbage through a relay, which passes it on and looks at none of it. */
    @ParameterizedTest
    @MethodSource("seeds")
    void garbageGoesThroughARelayBothWays(int seed) throws Exception {
        var random = new Random(seed);
        var there = new byte[random.nextInt(200_000)];
        var back = new byte[random.nextInt(200_000)];
        random.nextBytes(there);
        random.nextBytes(back);
        try (var upstream = Upstream.listening();
                var relay = Peer.plan().relayTo(upstream.address()).listen();
                var client = RawClient.to(relay);
                var served = upstream.accept()) {
            var sending = Background.run(() -> {
                client.socket().getOutputStream().write(there);
                client.finish();
                return "sent";
            });
            var answering = Background.run(() -> {
                served.getOutputStream().write(back);
                served.shutdownOutput();
                return "sent";
            });
            var arrived = Background.run(() -> served.getInputStream().readAllBytes());

            assertThat(client.socket().getInputStream().readAllBytes()).isEqualTo(back);
            assertThat(arrived.result()).isEqualTo(there);
            assertThat(sending.result()).isEqualTo(answering.result());
            assertThat(relay.failures()).isEmpty();
        }
    }

    static Stream<Integer> seeds() {
        return Stream.iterate(1, seed -> seed + 1).limit(10);
    }
}
