package dev.peerless.peer;

import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.fault.Trigger.onConnect;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Shaping;
import dev.peerless.fault.Way;
import dev.peerless.plan.Conversation;
import dev.peerless.sockets.Background;
import dev.peerless.transcript.WireEvent.Vanished;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was on its way to a slow peer when it vanished is overheard, and keeps nobody busy. */
class SlowVanishTest {

    @Test
    void leavesTheEventLoopsToOthers() throws Exception {
        var slow = Fault.slow(onConnect(), Shaping.none().withLatency(ofMillis(300)), Way.RECEIVING);
        var peer = Peer.plan()
                .speak(Conversation.echo())
                .fault(slow)
                .fault(Fault.vanish(afterReceiving(5)))
                .listen();
        try (var client = RawClient.to(peer)) {
            client.write("hello");
            Wire.await(peer, Vanished.class);
            client.write("world");
            Wire.awaitReceived(peer, 10);
            // What is as slow on another connection is there when the time of the first one's bytes has come, too.
            try (var other = RawClient.to(peer)) {
                other.assertServed();
            }

            var closing = Background.run(() -> {
                peer.close();
                return "closed";
            });
            assertThat(closing.result()).isEqualTo("closed");
        }
        // The loops take turns: each has one of these.
        for (var other : List.of(Peer.plan(), Peer.plan())) {
            try (var echo = other.speak(Conversation.echo()).listen();
                    var client = RawClient.to(echo)) {
                client.assertServed();
            }
        }
    }
}
