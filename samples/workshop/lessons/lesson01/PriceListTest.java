package lesson01;

import static dev.peerless.assertions.PeerlessAssertions.assertThatCall;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.InstanceOfAssertFactories.map;

import dev.peerless.junit.PeerCloses;
import dev.peerless.junit.PeerHalfCloses;
import dev.peerless.junit.PeerSpeaks;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Dialogue;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

@TestMethodOrder(OrderAnnotation.class)
@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PriceListTest {

    /** So much of the list is {@code apple 120}, {@code pear 80}, and {@code plum 1} of {@code plum 1250}. */
    private static final int A_PART_OF_IT = 26;

    @Test
    @Order(1)
    void saysThatTheListIsCutWhenTheServerCloses(
            @PeerSpeaks(PriceServer.class) @PeerCloses(afterSending = A_PART_OF_IT) Peer server) {
        assertThatCall(() -> new PriceList(server.address()).load())
                .as("load() of a list that ends in the middle of \"plum 1250\": the server closes")
                .reportsTruncation();
    }

    @Test
    @Order(2)
    void saysThatTheListIsCutWhenTheServerHalfCloses(
            @PeerSpeaks(PriceServer.class) @PeerHalfCloses(afterSending = A_PART_OF_IT) Peer server) {
        assertThatCall(() -> new PriceList(server.address()).load())
                .as("load() of a list that ends in the middle of \"plum 1250\": the server half-closes")
                .reportsTruncation();
    }

    @Test
    @Order(3)
    void givesAWholeList(@PeerSpeaks(PriceServer.class) Peer server) {
        assertThatCall(() -> new PriceList(server.address()).load())
                .as("load() of a whole list")
                .succeedsWithin(ofSeconds(5), as(map(String.class, Integer.class)))
                .isEqualTo(Map.of("apple", 120, "pear", 80, "plum", 1250));
    }

    static class PriceServer implements Conversation {

        @Override
        public Dialogue begin() {
            return Conversation.lines(line -> "apple 120\r\npear 80\r\nplum 1250\r\nEND")
                    .begin();
        }
    }
}
