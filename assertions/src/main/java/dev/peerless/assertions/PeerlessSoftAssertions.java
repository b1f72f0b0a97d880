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
 * <p>What a chain goes on to is soft, too: {@code receivedData()}, {@code sentHeartbeats(...)}, {@code attempts(...)}, and
 * the way back. If no heartbeat comes, that is reported, and the rest of the chain about heartbeats says nothing more.
 *
 * <p>Calls and logs do not begin here: put the whole chain into {@code check(() -> assertThatCall(...)...)}, with the
 * method of {@link PeerlessAssertions}.
 *
 * <p>To be made by hand, or injected by AssertJ's {@code SoftAssertionsExtension} into a field or parameter, which then
 * reports at the end of the test.
 *
 * <p>AssertJ makes subclasses for this at run time, which it can on the class path only. On the module path, use
 * {@code check(...)} for all.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public class PeerlessSoftAssertions extends SoftAssertions {

    /** Begins without any failure. */
    public PeerlessSoftAssertions() {}

    @Override
    public void collectAssertionError(AssertionError error) {
        super.collectAssertionError(SoftAsserts.onItsOwnLine(error));
    }

    /**
     * See {@link PeerlessAssertions#assertThatConnection(Connection)}.
     *
     * @param connection the connection
     * @return assertions about it
     */
    @CheckReturnValue
    public ConnectionAssert assertThatConnection(Connection connection) {
        return SoftAsserts.connection(this, connection);
    }

    /**
     * See {@link PeerlessAssertions#assertThatConnection(Endpoint)}.
     *
     * @param peer the peer
     * @return assertions about its one connection
     */
    @CheckReturnValue
    public ConnectionAssert assertThatConnection(Endpoint peer) {
        return SoftAsserts.connection(this, peer);
    }

    /**
     * See {@link PeerlessAssertions#assertThatConnections(Endpoint)}.
     *
     * @param peer the peer
     * @return assertions about all its connections
     */
    @CheckReturnValue
    public ConnectionsAssert assertThatConnections(Endpoint peer) {
        return SoftAsserts.connections(this, peer);
    }

    /**
     * See {@link PeerlessAssertions#assertThatConnection(Socket)}.
     *
     * @param socket the socket
     * @return assertions about it
     */
    @CheckReturnValue
    public SocketAssert assertThatConnection(Socket socket) {
        return SoftAsserts.socket(this, socket);
    }

    /**
     * See {@link PeerlessAssertions#assertThatConnection(SocketChannel)}.
     *
     * @param channel the channel
     * @return assertions about it
     */
    @CheckReturnValue
    public SocketAssert assertThatConnection(SocketChannel channel) {
        return SoftAsserts.channel(this, channel);
    }

    /**
     * See {@link PeerlessAssertions#assertThatNetworkFailure(Throwable)}.
     *
     * @param throwable the throwable
     * @return assertions about it
     */
    @CheckReturnValue
    public NetworkFailureAssert assertThatNetworkFailure(Throwable throwable) {
        return SoftAsserts.networkFailure(this, throwable);
    }
}
