package dev.peerless.assertions;

import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.peerless.peer.Peer;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // being connected is all that some clients do
class RequestsTest {

    private static final String POST = "POST /orders HTTP/1.1\r\nHost: orders\r\nContent-Length: 7\r\n\r\n";
    private static final String GET = "GET /orders HTTP/1.1\r\nHost: orders\r\n\r\n";

    private final Peer peer = Peer.plan().listen();

    @AfterEach
    void closePeer() {
        peer.close();
    }

    @Test
    void areCountedApartFromConnections() throws Exception {
        try (var first = Client.connectTo(peer);
                var second = Client.connectTo(peer)) {
            first.send(POST).send("order-1").send(GET);
            second.send(GET);
            assertThatConnections(peer)
                    .hasRequestCount(3)
                    .hasCount(2)
                    .sentRequestExactlyOnce("POST", "/orders")
                    .sentRequestAtMostOnce("POST", "/orders")
                    .sentRequestAtMostOnce("POST", "/");
        }
    }

    @Test
    void failsWhenOneIsRepeatedThoughItsBodyIsMissing() throws Exception {
        try (var first = Client.connectTo(peer);
                var second = Client.connectTo(peer)) {
            first.send(POST);
            assertThatConnections(peer).sentRequestExactlyOnce("POST", "/orders");
            second.send(POST).send("order-1");
            assertThatConnections(peer).hasRequestCount(2);
            assertThat(failureOf(() -> assertThatConnections(peer).sentRequestExactlyOnce("POST", "/orders")))
                    .contains("to have been sent POST /orders exactly once,\n"
                            + "but it was sent 2 times: on #1 at _, on #2 at _.\n");
        }
    }

    @Test
    void waitsForThemToCome() throws Exception {
        var waiting = CompletableFuture.runAsync(
                () -> assertThatConnections(peer).within(FAR).hasRequestCount(1));
        try (var client = Client.connectTo(peer)) {
            client.send(GET);
            waiting.join();
        }
    }

    @Test
    void failsWhenTooFewCome() throws Exception {
        try (var client = Client.connectTo(peer)) {
            client.send(GET);
            assertThatConnections(peer).hasRequestCount(1);
            assertThat(failureOf(() -> assertThatConnections(peer).within(SHORT).hasRequestCount(2)))
                    .isEqualTo("""
                            Expecting peer on port _ (well-behaved)
                            to have been sent an HTTP request exactly 2 times,
                            but it was sent only once within 40 ms.
                               #1 _  <  connect from 127.0.0.1:_
                            >  #1 _  <  data 38 B  "GET /orders HTTP/1.1\\r\\nHost: orders\\r\\n\\r\\n\"""");
            assertThat(failureOf(() -> assertThatConnections(peer).within(SHORT).sentRequestExactlyOnce("PUT", "/")))
                    .contains("to have been sent PUT / exactly once,\nbut it was not sent within 40 ms.\n");
        }
    }

    @Test
    void areOfHttp() throws Exception {
        try (var client = Client.connectTo(peer)) {
            client.send("PLACE order-1\r\n\r\n");
            assertThat(failureOf(() -> assertThatConnections(peer).within(FAR).hasRequestCount(1)))
                    .contains("but that cannot be known: what came is no HTTP/1.x: not an HTTP/1.x request line: "
                            + "\"PLACE order-1\".\n");
        }
    }

    @Test
    void patternsAreFoundHoweverReadsCutThem() throws Exception {
        try (var client = Client.connectTo(peer)) {
            client.send("order-1 ord");
            assertThatConnections(peer).sentExactlyOnce("order-1");
            client.send("er-x");
            assertThatConnections(peer).sentExactlyOnce("-x").sentAtMostOnce(Pattern.compile("order-\\d"));
            client.send(" order-2");
            assertThatConnections(peer).sentExactlyOnce("-2");
            assertThat(failureOf(() -> assertThatConnections(peer).sentAtMostOnce(Pattern.compile("order-\\d"))))
                    .contains("to have been sent what matches order-\\d at most once,\n"
                            + "but it was sent 2 times: on #1 at _, on #1 at _.\n");
        }
    }

    @Test
    void areNotLessThanNone() {
        assertThatConnections(peer).hasRequestCount(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatConnections(peer).hasRequestCount(-1))
                .withMessage("a count must not be negative, but was -1");
    }
}
