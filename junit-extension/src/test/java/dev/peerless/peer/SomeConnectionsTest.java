package dev.peerless.peer;

import static dev.peerless.fault.Trigger.onConnect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.plan.Conversation;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class SomeConnectionsTest {

    private static Peer echoingPeer(Fault fault) {
        return Peer.plan().speak(Conversation.echo()).fault(fault).listen();
    }

    /** Makes connections one after the other and tells how each answered. */
    private static String outcomes(Peer peer, int count) throws Exception {
        var outcomes = new StringBuilder();
        for (int i = 0; i < count; i++) {
            try (var client = RawClient.to(peer)) {
                client.write("x");
                outcomes.append(client.read().equals("x") ? '.' : '!');
            }
        }
        return outcomes.toString();
    }

    private static String outcomes(String range) throws Exception {
        try (var peer = echoingPeer(Fault.close(onConnect()).on(range))) {
            return outcomes(peer, 5);
        }
    }

    @Test
    void areMeantByTheirNumberInOrderOfAcceptance() throws Exception {
        assertThat(outcomes("1")).isEqualTo("!....");
        assertThat(outcomes("2-4")).isEqualTo(".!!!.");
        assertThat(outcomes("3-")).isEqualTo("..!!!");
        assertThat(outcomes("all")).isEqualTo("!!!!!");
    }

    @Test
    void areTheSameWithTheSameSeed() throws Exception {
        var fates = new ArrayList<String>();
        for (int run = 0; run < 2; run++) {
            try (var peer = echoingPeer(Fault.close(onConnect()).withProbability(0.5, 42))) {
                fates.add(outcomes(peer, 30));
            }
        }
        assertThat(fates.get(0)).contains(".", "!").isEqualTo(fates.get(1));
    }

    @Test
    void canBeRepeatedWithTheSeedThatThePeerDrew() throws Exception {
        String first;
        Fault drawn;
        try (var peer = echoingPeer(Fault.close(onConnect()).withProbability(0.5))) {
            drawn = peer.settledPlan().faults().get(0);
            first = outcomes(peer, 30);
            assertThat(peer.toString()).endsWith(" and seed " + drawn.seed().orElseThrow() + ")");
        }
        try (var peer = echoingPeer(drawn)) {
            assertThat(outcomes(peer, 30)).isEqualTo(first);
        }
    }
}
