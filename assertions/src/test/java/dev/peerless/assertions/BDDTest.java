package dev.peerless.assertions;

import static dev.peerless.assertions.BDDPeerlessAssertions.thenCall;
import static dev.peerless.assertions.BDDPeerlessAssertions.thenConnection;
import static dev.peerless.assertions.BDDPeerlessAssertions.thenConnections;
import static dev.peerless.assertions.BDDPeerlessAssertions.thenLog;
import static dev.peerless.assertions.BDDPeerlessAssertions.thenNetworkFailure;
import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.Waits.SHORT;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.failure.NetworkFailure;
import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.Peer;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // being connected is all that some clients do
class BDDTest {

    /** See the documentation of {@link PeerlessSoftAssertions}: they go into {@code check(...)}. */
    private static final List<String> NOT_SOFT = List.of("Call", "Log");

    @Test
    void everyEntryPointHasItsThen() {
        assertThat(signatures(BDDPeerlessAssertions.class, "then"))
                .containsExactlyInAnyOrderElementsOf(signatures(PeerlessAssertions.class, "assertThat"));
    }

    @Test
    void everyEntryPointIsSoftOrDocumentedAsNot() {
        var soft = signatures(PeerlessAssertions.class, "assertThat").stream()
                .filter(signature -> NOT_SOFT.stream().noneMatch(name -> signature.contains(" " + name + "(")))
                .toList();
        assertThat(signatures(PeerlessSoftAssertions.class, "assertThat")).containsExactlyInAnyOrderElementsOf(soft);
        assertThat(signatures(BDDPeerlessSoftAssertions.class, "then")).containsExactlyInAnyOrderElementsOf(soft);
    }

    private static List<String> signatures(Class<?> type, String prefix) {
        return Stream.of(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> method.getName().startsWith(prefix))
                .map(method -> method.getGenericReturnType() + " "
                        + method.getName().substring(prefix.length()) + "(" + parameters(method) + ")")
                .collect(toList());
    }

    private static String parameters(Method method) {
        return Arrays.toString(method.getGenericParameterTypes());
    }

    @Test
    void thenIsAnotherWordForAssertThat() throws Exception {
        try (var peer = Peer.plan().fault(Fault.vanish(Trigger.onConnect())).listen();
                var client = Client.connectTo(peer);
                var socket = new Socket();
                var channel = SocketChannel.open();
                var log = CapturedLog.start()) {
            thenConnection(peer).vanished();
            thenConnection(peer.connection(1)).vanished();
            thenConnection(socket).hasNoLinger();
            thenConnection(channel).hasNoLinger();
            thenConnections(peer).hasCount(1);
            thenCall(() -> "done").succeedsWithin(Waits.FAR).isEqualTo("done");
            thenCall(() -> {
                        throw new SocketException("Connection reset");
                    })
                    .failsWith(NetworkFailure.CONNECTION_RESET);
            thenLog(log).isNotNull();
            thenNetworkFailure(new SocketException("Broken pipe")).isBrokenPipe();
            assertThat(failureOf(() -> thenConnection(peer).within(SHORT).wasReset()))
                    .isEqualTo("""
                            Expecting connection #1 of peer on port _ (vanishes on connect, all connections)
                            to have been reset by the peer,
                            but the peer sent no RST within 40 ms.
                               #1 _  <  connect from 127.0.0.1:_
                               #1 _     vanished   vanishes on connect""");
        }
    }

    @Test
    void softlyToo() throws Exception {
        try (var peer = Peer.plan().listen();
                var client = Client.connectTo(peer);
                var socket = new Socket();
                var channel = SocketChannel.open()) {
            var softly = new BDDPeerlessSoftAssertions();
            softly.thenConnection(peer)
                    .isOpen()
                    .within(SHORT)
                    .wasReset()
                    .receivedData()
                    .hasSize(1);
            softly.thenConnection(peer.connection(1)).isOpen();
            softly.thenConnection(socket).hasLinger(Duration.ofSeconds(1));
            softly.thenConnection(channel).hasNoLinger();
            softly.thenConnections(peer).hasCount(1);
            softly.thenNetworkFailure(new SocketException("Broken pipe")).isBrokenPipe();
            softly.then("plain").isEqualTo("plain");
            assertThat(softly.assertionErrorsCollected()).hasSize(3);
        }
    }
}
