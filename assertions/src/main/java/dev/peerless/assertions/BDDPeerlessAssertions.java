package dev.peerless.assertions;

import dev.peerless.peer.Connection;
import dev.peerless.peer.Endpoint;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Callable;
import org.apiguardian.api.API;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/**
 * {@link PeerlessAssertions} in the words of given, when, then, to be imported next to AssertJ's {@code BDDAssertions}:
 *
 * <pre>{@code
 * thenConnection(peer.connection(1)).wasReset().wasReleasedWithin(ofSeconds(5));
 * thenCall(() -> client.send(order)).failsWith(CONNECTION_RESET);
 * }</pre>
 *
 * <p>Heartbeats and conditions, such as {@code line("PING")} and {@code connectionLoss()}, are those of {@link
 * PeerlessAssertions}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@CheckReturnValue
public final class BDDPeerlessAssertions {

    private BDDPeerlessAssertions() {}

    /**
     * Begins assertions about a connection, which need not have come yet. See {@link PeerlessAssertions#assertThatConnection(Connection)}.
     *
     * @param connection such as {@code peer.connection(1)}
     * @return assertions about it
     */
    public static ConnectionAssert thenConnection(Connection connection) {
        return PeerlessAssertions.assertThatConnection(connection);
    }

    /**
     * Begins assertions about the one connection of a peer. See {@link PeerlessAssertions#assertThatConnection(Endpoint)}.
     *
     * @param peer a peer or client peer
     * @return assertions about its one connection
     */
    public static ConnectionAssert thenConnection(Endpoint peer) {
        return PeerlessAssertions.assertThatConnection(peer);
    }

    /**
     * Begins assertions about a socket of the code under test. See {@link PeerlessAssertions#assertThatConnection(Socket)}.
     *
     * @param socket the socket
     * @return assertions about it
     */
    public static SocketAssert thenConnection(Socket socket) {
        return PeerlessAssertions.assertThatConnection(socket);
    }

    /**
     * Begins assertions about a channel of the code under test. See {@link PeerlessAssertions#assertThatConnection(SocketChannel)}.
     *
     * @param channel the channel
     * @return assertions about it
     */
    public static SocketAssert thenConnection(SocketChannel channel) {
        return PeerlessAssertions.assertThatConnection(channel);
    }

    /**
     * Begins assertions about all connections of a peer. See {@link PeerlessAssertions#assertThatConnections(Endpoint)}.
     *
     * @param peer a peer or client peer
     * @return assertions about them
     */
    public static ConnectionsAssert thenConnections(Endpoint peer) {
        return PeerlessAssertions.assertThatConnections(peer);
    }

    /**
     * Begins assertions about what a throwable tells of the network. See {@link PeerlessAssertions#assertThatNetworkFailure(Throwable)}.
     *
     * @param throwable what the code under test threw or reported
     * @return assertions about it
     */
    public static NetworkFailureAssert thenNetworkFailure(Throwable throwable) {
        return PeerlessAssertions.assertThatNetworkFailure(throwable);
    }

    /**
     * Begins assertions about how a call into the code under test ends. See {@link
     * PeerlessAssertions#assertThatCall(ThrowingCallable)}.
     *
     * @param call the call
     * @return assertions about it
     */
    public static CallAssert<@Nullable Void> thenCall(ThrowingCallable call) {
        return PeerlessAssertions.assertThatCall(call);
    }

    /**
     * Begins assertions about how a call that returns a value ends. See {@link
     * PeerlessAssertions#assertThatCall(Callable)}.
     *
     * @param <V> what it returns
     * @param call the call
     * @return assertions about it
     */
    public static <V extends @Nullable Object> CallAssert<V> thenCall(Callable<V> call) {
        return PeerlessAssertions.assertThatCall(call);
    }

    /**
     * Begins assertions about how much the code under test logs. See {@link PeerlessAssertions#assertThatLog(CapturedLog)}.
     *
     * @param log what was captured, be it open or closed
     * @return assertions about it
     */
    public static LogAssert thenLog(CapturedLog log) {
        return PeerlessAssertions.assertThatLog(log);
    }
}
