package dev.peerless.peer;

import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.fault.Trigger.onConnect;
import static dev.peerless.peer.RawClient.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.transcript.WireEvent;
import org.junit.jupiter.api.Test;

/** Nobody can be kept from coming who does not come: the peer dials. */
class ClientPeerCutTest {

    @Test
    void itFreezesWhatIsDialedMeanwhile() throws Exception {
        try (var server = RawServer.listening();
                var clients = ClientPeer.plan().fault(Fault.cut(onConnect())).create()) {
            clients.send(server.address(), "hello");
            clients.send(server.address(), "hello");
            try (var first = server.accept();
                    var second = server.accept()) {
                assertThat(first.readForAMoment()).isEqualTo(NOTHING);
                assertThat(second.readForAMoment()).isEqualTo(NOTHING);

                clients.connection(2).resume();
                assertThat(second.read()).isEqualTo("hello");
            }
        }
    }

    @Test
    void itLetsThemGoOnWhenItEnds() throws Exception {
        try (var server = RawServer.listening();
                var clients = ClientPeer.plan().create()) {
            clients.send(server.address(), "hello");
            var cut = clients.arm(Fault.cut(onConnect()));
            clients.send(server.address(), "hello");
            try (var first = server.accept();
                    var second = server.accept()) {
                assertThat(first.read()).isEqualTo("hello");
                assertThat(second.readForAMoment()).isEqualTo(NOTHING);

                cut.close();

                assertThat(second.read()).isEqualTo("hello");
            }
        }
    }

    @Test
    void itFreezesAgainWhoMeetsItAfterTheTestHadResumedIt() throws Exception {
        try (var server = RawServer.listening();
                var clients =
                        ClientPeer.plan().fault(Fault.cut(afterReceiving(1))).create()) {
            clients.send(server.address(), "hello");
            clients.send(server.address(), "hello");
            try (var first = server.accept();
                    var second = server.accept()) {
                assertThat(first.read()).isEqualTo("hello");
                assertThat(second.read()).isEqualTo("hello");
                first.write("x");
                Wire.awaitMany(clients, WireEvent.Stalled.class, 2);
                clients.connection(2).resume();
                second.write("y");

                Wire.awaitMany(clients, WireEvent.Stalled.class, 3);
            }
        }
    }
}
