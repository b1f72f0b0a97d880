package dev.peerless.peer;

import static dev.peerless.fault.Trigger.afterSending;
import static dev.peerless.fault.Trigger.onConnect;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.peerless.failure.NetworkFailure;
import dev.peerless.fault.Fault;
import dev.peerless.fault.Shaping;
import dev.peerless.fault.Way;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Tls;
import dev.peerless.plan.TlsLayer;
import dev.peerless.plan.TlsProtocol;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bytes on the wire are slow, whatever they mean: under TLS the records are. */
class SlowTlsTest {

    private static Peer peer(Tls tls, Conversation conversation, Fault... faults) {
        var plan = Peer.plan().tls(tls).speak(conversation);
        for (var fault : faults) {
            plan.fault(fault);
        }
        return plan.listen();
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void theHandshakeTakesItsTime(Way way) throws Exception {
        var fault = Fault.slow(onConnect(), Shaping.none().withLatency(ofMillis(100)), way);
        try (var peer = peer(Tls.wellBehaved(), Conversation.echo(), fault);
                var client = TlsClient.to(peer)) {
            long start = System.nanoTime();
            client.shakeHands();
            client.write("hello");

            assertThat(client.readText(5)).isEqualTo("hello");
            // One for the handshake, one for the answer.
            assertThat(since(start)).isGreaterThanOrEqualTo(ofMillis(200));
        }
    }

    @ParameterizedTest
    @EnumSource(TlsProtocol.class)
    void muchArrivesInOrder(TlsProtocol protocol) throws Exception {
        var text = "0123456789".repeat(30_000);
        var shaping = Shaping.none().withLatency(ofMillis(20), ofMillis(20)).withSlices(20_000, ofMillis(1));
        try (var peer = peer(
                        Tls.wellBehaved().speaking(protocol),
                        Conversation.greeting(text),
                        Fault.slow(onConnect(), shaping, Way.BOTH));
                var client = TlsClient.to(peer)) {
            assertThat(client.readText(text.length())).isEqualTo(text);
        }
    }

    @Test
    void recordsAreOnTheWayTogether() throws Exception {
        var text = "0123456789".repeat(50_000);
        var fault = Fault.slow(onConnect(), Shaping.none().withLatency(ofMillis(500)));
        try (var peer = peer(Tls.wellBehaved(), Conversation.greeting(text), fault);
                var client = TlsClient.to(peer)) {
            long start = System.nanoTime();
            assertThat(client.readText(text.length())).isEqualTo(text);
            // Some 30 records, one after the other, would have taken 15 s.
            assertThat(since(start)).isLessThan(Duration.ofSeconds(12));
        }
    }

    @Test
    void plaintextIsCutExactlyThoughMoreIsToCome() throws Exception {
        var tls = Tls.wellBehaved().counting(TlsLayer.PLAINTEXT);
        var text = "0123456789".repeat(10_000);
        try (var peer = peer(
                        tls,
                        Conversation.greeting(text),
                        Fault.slow(onConnect(), Shaping.none().withLatency(ofMillis(50))),
                        Fault.reset(afterSending(70_005)));
                var client = TlsClient.to(peer)) {
            assertThat(client.readText(70_005)).isEqualTo(text.substring(0, 70_005));
            assertThat(NetworkFailure.of(catchThrowable(client::read))).isEqualTo(NetworkFailure.CONNECTION_RESET);
        }
    }

    @Test
    void theEndKeepsItsPlaceBehindTheRecords() throws Exception {
        try (var peer = peer(
                        Tls.wellBehaved(),
                        Conversation.echo(),
                        Fault.slow(onConnect(), Shaping.none().withLatency(ofMillis(50)), Way.BOTH));
                var client = TlsClient.to(peer)) {
            client.write("hello");
            client.socket().shutdownOutput();

            assertThat(client.readText(10)).isEqualTo("hello");
        }
    }
}
