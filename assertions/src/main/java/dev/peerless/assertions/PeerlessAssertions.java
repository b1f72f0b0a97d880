package dev.peerless.assertions;

import static org.assertj.core.condition.VerboseCondition.verboseCondition;

import dev.peerless.failure.NetworkFailure;
import dev.peerless.peer.Connection;
import dev.peerless.peer.Endpoint;
import dev.peerless.wire.Bytes;
import dev.peerless.wire.Required;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Callable;
import org.apiguardian.api.API;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.Condition;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/**
 * Where assertions about peers, connections and network failures begin. To be imported statically, next to AssertJ's own:
 *
 * <pre>{@code
 * assertThatConnection(peer.connection(1)).wasReset().wasReleasedWithin(ofSeconds(5));
 * assertThatConnections(peer).reconnectedWithin(ofSeconds(5)).sentAtMostOnceFor("order-1", ofMillis(200));
 * assertThatThrownBy(client::ask).is(connectionLoss());
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@CheckReturnValue
public final class PeerlessAssertions {

    private PeerlessAssertions() {}

    /**
     * Begins assertions about a connection, which need not have come yet.
     *
     * @param connection such as {@code peer.connection(1)}
     * @return assertions about it
     */
    public static ConnectionAssert assertThatConnection(Connection connection) {
        return new ConnectionAssert(connection);
    }

    /**
     * Begins assertions about the one connection of a peer. Each of them waits for it to come, and fails if none comes or
     * if there are several.
     *
     * @param peer a peer or client peer
     * @return assertions about its connection
     */
    public static ConnectionAssert assertThatConnection(Endpoint peer) {
        return new ConnectionAssert(OrNull.connection(peer)).asTheOnlyOne();
    }

    /**
     * Begins assertions about a socket of the code under test: how it is set, and whether it is closed on this side.
     *
     * @param socket the socket
     * @return assertions about it
     */
    public static SocketAssert assertThatConnection(Socket socket) {
        return new SocketAssert(socket);
    }

    /**
     * Begins assertions about a channel of the code under test: how it is set, and whether it is closed on this side.
     *
     * @param channel the channel
     * @return assertions about it
     */
    public static SocketAssert assertThatConnection(SocketChannel channel) {
        return assertThatConnection(OrNull.socket(channel)).asChannel();
    }

    /**
     * Begins assertions about all connections of a peer taken together.
     *
     * @param peer a peer or client peer
     * @return assertions about them
     */
    public static ConnectionsAssert assertThatConnections(Endpoint peer) {
        return new ConnectionsAssert(peer);
    }

    /**
     * Begins assertions about what a throwable tells of the network.
     *
     * @param throwable what the code under test threw or reported
     * @return assertions about it
     */
    public static NetworkFailureAssert assertThatNetworkFailure(Throwable throwable) {
        return new NetworkFailureAssert(throwable);
    }

    /**
     * Begins assertions about how a call into the code under test ends. The first of them makes it, on a thread of its
     * own, and once.
     *
     * <pre>{@code
     * assertThatCall(() -> client.send(order)).givesUpWithin(ofSeconds(2)).failsWith(CONNECTION_RESET);
     * }</pre>
     *
     * @param call the call
     * @return assertions about it
     */
    public static CallAssert<@Nullable Void> assertThatCall(ThrowingCallable call) {
        return new CallAssert<>(OrNull.call(call));
    }

    /**
     * Begins assertions about how a call that returns a value ends. See {@link #assertThatCall(ThrowingCallable)}. Where
     * {@code client::read} is overloaded and the compiler cannot choose, {@code () -> client.read()} tells it.
     *
     * @param <V> what it returns
     * @param call the call
     * @return assertions about it
     */
    public static <V extends @Nullable Object> CallAssert<V> assertThatCall(Callable<V> call) {
        return new CallAssert<>(call);
    }

    /**
     * Begins assertions about how much the code under test logs.
     *
     * @param log what was captured, be it open or closed
     * @return assertions about it
     */
    public static LogAssert assertThatLog(CapturedLog log) {
        return new LogAssert(log);
    }

    /**
     * Takes a line as heartbeat: one that holds nothing but this text and ends with {@code \n} or {@code \r\n}, however
     * reads cut it. The first line begins with the connection.
     *
     * @param text the line without its ending, in UTF-8
     * @return the heartbeat
     * @throws IllegalArgumentException if the text has a line feed in it
     */
    public static Heartbeat line(String text) {
        if (Required.notNull(text, "text").indexOf('\n') >= 0) {
            throw new IllegalArgumentException(
                    "a heartbeat is one line, without its ending, but was " + Bytes.utf8(text));
        }
        return new LineHeartbeat(Bytes.utf8(text));
    }

    /**
     * Takes a message of exactly these bytes as heartbeat. See {@link #bytes(Bytes)}.
     *
     * @param message the whole message, not empty
     * @return the heartbeat
     */
    public static Heartbeat bytes(byte... message) {
        return bytes(Bytes.of(message));
    }

    /**
     * Takes a message of exactly these bytes as heartbeat. Where a message begins cannot be told from bytes alone: it is
     * taken to begin where a read of the peer begins, or where another heartbeat has ended; its end may come with later
     * reads. So bytes inside of other messages do not count, but neither does a heartbeat that was read together with
     * another message before it. Where that matters, implement {@link Heartbeat} for the protocol, or take {@link
     * #anyTraffic()}, as many protocols do.
     *
     * @param message the whole message, not empty
     * @return the heartbeat
     * @throws IllegalArgumentException if there are no bytes
     */
    public static Heartbeat bytes(Bytes message) {
        return new MessageHeartbeat(Payload.notEmpty(message, "say anyTraffic() for whatever arrives"));
    }

    /**
     * Takes whatever arrives as a sign of life: each read of the peer counts as one heartbeat.
     *
     * @return the heartbeat
     */
    public static Heartbeat anyTraffic() {
        return new AnyTraffic();
    }

    /**
     * Any loss of an established connection. See {@link NetworkFailure#isConnectionLoss()}.
     *
     * @return the condition, for {@code is}, {@code isNot}, {@code has} and the like
     */
    public static Condition<Throwable> connectionLoss() {
        return verboseCondition(
                throwable -> NetworkFailure.of(throwable).isConnectionLoss(),
                ShouldBeNetworkFailure.CONNECTION_LOSS,
                throwable -> ShouldBeNetworkFailure.instead(null, throwable));
    }

    /**
     * A network failure of one kind. The kinds that tests name most have methods of their own.
     *
     * @param failure the kind
     * @return the condition
     */
    public static Condition<Throwable> networkFailure(NetworkFailure failure) {
        Required.notNull(failure, "failure");
        return verboseCondition(
                throwable -> NetworkFailure.of(throwable) == failure,
                failure.name(),
                throwable -> ShouldBeNetworkFailure.instead(failure, throwable));
    }

    /**
     * A RST arrived, and the code under test was the first to notice: {@link NetworkFailure#CONNECTION_RESET}.
     *
     * @return the condition
     */
    public static Condition<Throwable> connectionReset() {
        return networkFailure(NetworkFailure.CONNECTION_RESET);
    }

    /**
     * A write found the connection already gone: {@link NetworkFailure#BROKEN_PIPE}.
     *
     * @return the condition
     */
    public static Condition<Throwable> brokenPipe() {
        return networkFailure(NetworkFailure.BROKEN_PIPE);
    }

    /**
     * The own operating system gave the connection up: {@link NetworkFailure#CONNECTION_ABORTED}.
     *
     * @return the condition
     */
    public static Condition<Throwable> connectionAborted() {
        return networkFailure(NetworkFailure.CONNECTION_ABORTED);
    }

    /**
     * The kernel gave up on a peer that no longer acknowledged: {@link NetworkFailure#TIMED_OUT}.
     *
     * @return the condition
     */
    public static Condition<Throwable> timedOut() {
        return networkFailure(NetworkFailure.TIMED_OUT);
    }

    /**
     * A FIN arrived where bytes were expected: {@link NetworkFailure#END_OF_STREAM}.
     *
     * @return the condition
     */
    public static Condition<Throwable> endOfStream() {
        return networkFailure(NetworkFailure.END_OF_STREAM);
    }

    /**
     * A FIN arrived after part of a message: {@link NetworkFailure#TRUNCATED}.
     *
     * @return the condition
     */
    public static Condition<Throwable> truncated() {
        return networkFailure(NetworkFailure.TRUNCATED);
    }

    /**
     * The peer left TLS without saying so: {@link NetworkFailure#TLS_ABORTED}.
     *
     * @return the condition
     */
    public static Condition<Throwable> tlsAborted() {
        return networkFailure(NetworkFailure.TLS_ABORTED);
    }

    /**
     * Nobody listens there: {@link NetworkFailure#CONNECTION_REFUSED}.
     *
     * @return the condition
     */
    public static Condition<Throwable> connectionRefused() {
        return networkFailure(NetworkFailure.CONNECTION_REFUSED);
    }

    /**
     * The SYN was not answered in time: {@link NetworkFailure#CONNECT_TIMED_OUT}.
     *
     * @return the condition
     */
    public static Condition<Throwable> connectTimedOut() {
        return networkFailure(NetworkFailure.CONNECT_TIMED_OUT);
    }

    /**
     * The SYN found no way: {@link NetworkFailure#NO_ROUTE}.
     *
     * @return the condition
     */
    public static Condition<Throwable> noRoute() {
        return networkFailure(NetworkFailure.NO_ROUTE);
    }

    /**
     * The name has no address: {@link NetworkFailure#UNKNOWN_HOST}.
     *
     * @return the condition
     */
    public static Condition<Throwable> unknownHost() {
        return networkFailure(NetworkFailure.UNKNOWN_HOST);
    }

    /**
     * The local address and port belong to another socket: {@link NetworkFailure#ADDRESS_IN_USE}.
     *
     * @return the condition
     */
    public static Condition<Throwable> addressInUse() {
        return networkFailure(NetworkFailure.ADDRESS_IN_USE);
    }

    /**
     * The local address is not one of this host: {@link NetworkFailure#ADDRESS_NOT_AVAILABLE}.
     *
     * @return the condition
     */
    public static Condition<Throwable> addressNotAvailable() {
        return networkFailure(NetworkFailure.ADDRESS_NOT_AVAILABLE);
    }

    /**
     * No byte arrived within a time limit of the code under test: {@link NetworkFailure#READ_TIMED_OUT}.
     *
     * @return the condition
     */
    public static Condition<Throwable> readTimedOut() {
        return networkFailure(NetworkFailure.READ_TIMED_OUT);
    }

    /**
     * What was written was not taken within a time limit of the code under test: {@link NetworkFailure#WRITE_TIMED_OUT}.
     *
     * @return the condition
     */
    public static Condition<Throwable> writeTimedOut() {
        return networkFailure(NetworkFailure.WRITE_TIMED_OUT);
    }

    /**
     * Nobody connected within a time limit of the code under test: {@link NetworkFailure#ACCEPT_TIMED_OUT}.
     *
     * @return the condition
     */
    public static Condition<Throwable> acceptTimedOut() {
        return networkFailure(NetworkFailure.ACCEPT_TIMED_OUT);
    }

    /**
     * The code under test had closed its end itself: {@link NetworkFailure#SOCKET_CLOSED}.
     *
     * @return the condition
     */
    public static Condition<Throwable> socketClosed() {
        return networkFailure(NetworkFailure.SOCKET_CLOSED);
    }

    /**
     * Bytes were altered under TLS: {@link NetworkFailure#TLS_CORRUPTED}.
     *
     * @return the condition
     */
    public static Condition<Throwable> tlsCorrupted() {
        return networkFailure(NetworkFailure.TLS_CORRUPTED);
    }

    /**
     * One side would not go on with TLS: {@link NetworkFailure#TLS_REJECTED}.
     *
     * @return the condition
     */
    public static Condition<Throwable> tlsRejected() {
        return networkFailure(NetworkFailure.TLS_REJECTED);
    }

    /**
     * What arrived is not TLS: {@link NetworkFailure#NOT_TLS}.
     *
     * @return the condition
     */
    public static Condition<Throwable> notTls() {
        return networkFailure(NetworkFailure.NOT_TLS);
    }

    /**
     * No descriptor is left: {@link NetworkFailure#TOO_MANY_OPEN_FILES}.
     *
     * @return the condition
     */
    public static Condition<Throwable> tooManyOpenFiles() {
        return networkFailure(NetworkFailure.TOO_MANY_OPEN_FILES);
    }
}
