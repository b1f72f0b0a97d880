package dev.peerless.assertions;

import dev.peerless.peer.Connection;
import dev.peerless.peer.Endpoint;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import org.apiguardian.api.API;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.SoftAssertions;

/**
 * The assertions of {@link PeerlessAssertions} and AssertJ's own, all of whose failures are reported together.
 *
 * <p>Assertions about heartbeats, calls and logs are not soft, since they leave the assert they were begun by: put the whole
 * chain into {@code check(() -> assertThatConnection(peer).sentHeartbeats(...)...)}, with the method of {@link
 * PeerlessAssertions}.
 *
 * <p>AssertJ makes subclasses for this at run time, which it can on the class path only. On the module path, use
 * {@code check(...)} for all.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public class PeerlessSoftAssertions extends SoftAssertions {

    /** Begins without any failure. */
    public PeerlessSoftAssertions() {}

    /**
     * See {@link PeerlessAssertions#assertThatConnection(Connection)}.
     *
     * @param connection the connection
     * @return assertions about it
     */
    @CheckReturnValue
    public ConnectionAssert assertThatConnection(Connection connection) {
        return proxy(ConnectionAssert.class, Connection.class, connection);
    }

    /**
     * See {@link PeerlessAssertions#assertThatConnection(Endpoint)}.
     *
     * @param peer the peer
     * @return assertions about its one connection
     */
    @CheckReturnValue
    public ConnectionAssert assertThatConnection(Endpoint peer) {
        return assertThatConnection(peer.connection(1)).asTheOnlyOne();
    }

    /**
     * See {@link PeerlessAssertions#assertThatConnections(Endpoint)}.
     *
     * @param peer the peer
     * @return assertions about all its connections
     */
    @CheckReturnValue
    public ConnectionsAssert assertThatConnections(Endpoint peer) {
        return proxy(ConnectionsAssert.class, Endpoint.class, peer);
    }

    /**
     * See {@link PeerlessAssertions#assertThatConnection(Socket)}.
     *
     * @param socket the socket
     * @return assertions about it
     */
    @CheckReturnValue
    public SocketAssert assertThatConnection(Socket socket) {
        return proxy(SocketAssert.class, Socket.class, socket);
    }

    /**
     * See {@link PeerlessAssertions#assertThatConnection(SocketChannel)}.
     *
     * @param channel the channel
     * @return assertions about it
     */
    @CheckReturnValue
    public SocketAssert assertThatConnection(SocketChannel channel) {
        return assertThatConnection(channel.socket()).asChannel();
    }

    /**
     * See {@link PeerlessAssertions#assertThatNetworkFailure(Throwable)}.
     *
     * @param throwable the throwable
     * @return assertions about it
     */
    @CheckReturnValue
    public NetworkFailureAssert assertThatNetworkFailure(Throwable throwable) {
        return proxy(NetworkFailureAssert.class, Throwable.class, throwable);
    }
}
