package lesson07;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.peerless.junit.PeerGreets;
import dev.peerless.junit.PeerResets;
import dev.peerless.peer.Peer;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

@TestMethodOrder(OrderAnnotation.class)
@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QuoteFeedTest {

    private final Queue<String> alarms = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<String> firstQuote = new CompletableFuture<>();

    @Test
    @Order(1)
    void closingTheFeedRingsNoPhone(@PeerGreets("PEER 42.10\n") Peer exchange) throws Exception {
        var feed = new QuoteFeed(exchange.address(), failure -> alarms.add(failure.toString()));
        var listening = CompletableFuture.runAsync(() -> feed.listen(firstQuote::complete));
        firstQuote.get(5, TimeUnit.SECONDS);

        feed.close();

        listening.get(5, TimeUnit.SECONDS);
        assertThat(alarms)
                .as("alarms, after another thread of our own has closed the feed")
                .isEmpty();
        assertThatConnection(exchange).endedByFin();
    }

    @Test
    @Order(2)
    void usingItAfterOurOwnEndIsABugAndNoAlarm(@PeerGreets("PEER 42.10\n") Peer exchange) throws Exception {
        try (var feed = new QuoteFeed(exchange.address(), failure -> alarms.add(failure.toString()))) {
            feed.subscribe("PEER");
            feed.lastSubscription();
            var tooLate = catchThrowable(() -> feed.subscribe("JAVA"));
            assertThat(alarms)
                    .as("alarms, after a subscribe() that came after our own lastSubscription()")
                    .isEmpty();
            assertThat(tooLate).as("what that subscribe() throws").isInstanceOf(IllegalStateException.class);

            feed.close();
            var afterTheEnd = catchThrowable(() -> feed.subscribe("JAVA"));
            assertThat(alarms)
                    .as("alarms, after a subscribe() that came after our own close()")
                    .isEmpty();
            assertThat(afterTheEnd).as("what that subscribe() throws").isInstanceOf(IllegalStateException.class);
        }
        assertThatConnection(exchange).received("PEER\n").endedByFin();
    }

    @Test
    @Order(3)
    void whatTheExchangeDoesStillRings(@PeerGreets("PEER 42.10\n") @PeerResets(onDemand = true) Peer exchange)
            throws Exception {
        try (var feed = new QuoteFeed(exchange.address(), failure -> alarms.add(failure.toString()))) {
            var listening = CompletableFuture.runAsync(() -> feed.listen(firstQuote::complete));
            firstQuote.get(5, TimeUnit.SECONDS);

            exchange.connection(1).fire();

            listening.get(5, TimeUnit.SECONDS);
            assertThat(alarms)
                    .as("alarms, after the exchange has reset the connection")
                    .containsExactly("java.net.SocketException: Connection reset");
        }
    }
}
