package lesson09;

import static dev.peerless.assertions.PeerlessAssertions.assertThatCall;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static dev.peerless.failure.NetworkFailure.CONNECTION_REFUSED;
import static dev.peerless.failure.NetworkFailure.CONNECT_TIMED_OUT;
import static dev.peerless.failure.NetworkFailure.NO_ROUTE;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.failure.NetworkFailure;
import dev.peerless.junit.PeerEchoes;
import dev.peerless.junit.PeerIgnoresConnects;
import dev.peerless.junit.PeerRefuses;
import dev.peerless.peer.Peer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@TestMethodOrder(OrderAnnotation.class)
class ConnectorTest {

    private final Queue<NetworkFailure> pauses = new ConcurrentLinkedQueue<>();

    @Test
    @Order(1)
    void waitsNoLongerThanItsPatienceWhereNobodyAnswers(@PeerIgnoresConnects Peer server) {
        assertThatCall(connecting(server.address(), failure -> pauses.add(NetworkFailure.of(failure))))
                .as("connecting with a patience of 300 ms, where nobody answers")
                .givesUpWithin(ofSeconds(5))
                .failsWith(CONNECT_TIMED_OUT);
        assertThat(pauses).as("what it has tried again after").isEmpty();
    }

    @Test
    @Order(2)
    @EnabledOnOs(value = OS.LINUX, disabledReason = "what other systems say of this address was not measured")
    void tellsAtOnceThatThereIsNoWay() {
        var nowhere = new InetSocketAddress("255.255.255.255", 80);

        assertThatCall(connecting(nowhere, failure -> pauses.add(NetworkFailure.of(failure))))
                .as("connecting where no route leads")
                .failsWith(NO_ROUTE);
        assertThat(pauses).as("what it has tried again after").isEmpty();
    }

    @Test
    @Order(3)
    void triesAgainWhereNobodyListensYet(@PeerRefuses @PeerEchoes Peer server) {
        assertThatCall(connecting(server.address(), failure -> pauses.add(NetworkFailure.of(failure))))
                .as("connecting where nobody listens, and nobody will")
                .failsWith(CONNECTION_REFUSED);
        assertThat(pauses).as("what it has tried again after").hasSizeBetween(2, 10);

        pauses.clear();
        Consumer<IOException> restartInTheSecondPause = failure -> {
            pauses.add(NetworkFailure.of(failure));
            if (pauses.size() == 2) {
                server.listenAgain();
            }
        };
        assertThatCall(connecting(server.address(), restartInTheSecondPause))
                .as("connecting to a server that is about to restart")
                .succeedsWithin(ofSeconds(5));
        assertThatConnections(server).hasCount(1);
        assertThat(pauses).as("what it has tried again after").containsExactly(CONNECTION_REFUSED, CONNECTION_REFUSED);
    }

    private static Callable<Void> connecting(InetSocketAddress server, Consumer<IOException> pause) {
        return () -> {
            new Connector(server, ofMillis(300), pause).connect().close();
            return null;
        };
    }
}
