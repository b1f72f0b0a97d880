package dev.peerless.assertions;

import dev.peerless.peer.Connection;
import dev.peerless.peer.Endpoint;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import org.apiguardian.api.API;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.BDDSoftAssertions;

/**
 * {@link PeerlessSoftAssertions} in the words of given, when, then: the assertions of {@link BDDPeerlessAssertions} and
 * AssertJ's own, all of whose failures are reported together. The same holds for them, in particular that calls and logs
 * go into {@code check(...)}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public class BDDPeerlessSoftAssertions extends BDDSoftAssertions {

    /** Begins without any failure. */
    public BDDPeerlessSoftAssertions() {}

    @Override
    public void collectAssertionError(AssertionError error) {
        super.collectAssertionError(SoftAsserts.onItsOwnLine(error));
    }

    /**
     * See {@link BDDPeerlessAssertions#thenConnection(Connection)}.
     *
     * @param connection the connection
     * @return assertions about it
     */
    @CheckReturnValue
    public ConnectionAssert thenConnection(Connection connection) {
        return SoftAsserts.connection(this, connection);
    }

    /**
     * See {@link BDDPeerlessAssertions#thenConnection(Endpoint)}.
     *
     * @param peer the peer
     * @return assertions about its one connection
     */
    @CheckReturnValue
    public ConnectionAssert thenConnection(Endpoint peer) {
        return SoftAsserts.connection(this, peer);
    }

    /**
     * See {@link BDDPeerlessAssertions#thenConnection(Socket)}.
     *
     * @param socket the socket
     * @return assertions about it
     */
    @CheckReturnValue
    public SocketAssert thenConnection(Socket socket) {
        return SoftAsserts.socket(this, socket);
    }

    /**
     * See {@link BDDPeerlessAssertions#thenConnection(SocketChannel)}.
     *
     * @param channel the channel
     * @return assertions about it
     */
    @CheckReturnValue
    public SocketAssert thenConnection(SocketChannel channel) {
        return SoftAsserts.channel(this, channel);
    }

    /**
     * See {@link BDDPeerlessAssertions#thenConnections(Endpoint)}.
     *
     * @param peer the peer
     * @return assertions about them
     */
    @CheckReturnValue
    public ConnectionsAssert thenConnections(Endpoint peer) {
        return SoftAsserts.connections(this, peer);
    }

    /**
     * See {@link BDDPeerlessAssertions#thenNetworkFailure(Throwable)}.
     *
     * @param throwable the throwable
     * @return assertions about it
     */
    @CheckReturnValue
    public NetworkFailureAssert thenNetworkFailure(Throwable throwable) {
        return SoftAsserts.networkFailure(this, throwable);
    }
}
