package dev.peerless.simulated;

import static java.util.Objects.requireNonNull;

import dev.peerless.failure.NetworkFailure;
import java.util.Set;
import javax.net.ServerSocketFactory;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A failure of the code under test's own socket that nothing has caused: for what no peer can do, such as an aborted
 * connection, no route, an unknown host, or too many open files.
 *
 * <pre>{@code
 * var sockets = Simulated.failure(NetworkFailure.CONNECTION_ABORTED).at(Call.READ, 3).onSocket(1).socketFactory();
 * var client = new OrderClient(address, sockets);
 * }</pre>
 *
 * <p>The sockets are real and do what they always do, until the call that fails. That one does nothing on the wire and does
 * not wait, be it for a time limit. What it throws has the class and the text that the JDK's sockets have on Linux
 * (measured with 17 and 25), so {@link NetworkFailure#of} finds the same failure in it. It carries a suppressed exception
 * that says <em>simulated by Peerless</em> in every stack trace; {@link #isSimulated} looks for that.
 *
 * <table>
 * <caption>What can be simulated, at which calls (the first unless {@link #at} says otherwise), and what comes after</caption>
 * <tr><th>failure</th><th>calls</th><th>afterwards</th></tr>
 * <tr><td>CONNECTION_RESET</td><td>read, write, close</td><td rowspan="4">the connection is lost: reads give -1 (those that
 * met a RST meet it again), writes fail with <em>Broken pipe</em>. The peer notices when the socket is closed: a RST</td>
 * </tr>
 * <tr><td>BROKEN_PIPE</td><td>write, close</td></tr>
 * <tr><td>CONNECTION_ABORTED</td><td>read, write, connect, close</td></tr>
 * <tr><td>TIMED_OUT</td><td>read, write, close</td></tr>
 * <tr><td>NO_ROUTE</td><td>connect, read, write</td><td>not connected and closed, or lost</td></tr>
 * <tr><td>CONNECTION_REFUSED, CONNECT_TIMED_OUT, UNKNOWN_HOST</td><td>connect</td><td>not connected, and closed</td></tr>
 * <tr><td>ADDRESS_IN_USE</td><td>bind</td><td>not bound</td></tr>
 * <tr><td>ADDRESS_NOT_AVAILABLE</td><td>bind, connect</td><td>not bound; not connected, and closed</td></tr>
 * <tr><td>TOO_MANY_OPEN_FILES</td><td>connect, bind, accept</td><td>as before the call</td></tr>
 * <tr><td>READ_TIMED_OUT</td><td>read</td><td>the connection lives on</td></tr>
 * <tr><td>ACCEPT_TIMED_OUT</td><td>accept</td><td>goes on listening</td></tr>
 * <tr><td>SOCKET_CLOSED</td><td>read, write, connect, accept</td><td>really closed; see {@link OwnClose}</td></tr>
 * </table>
 *
 * <p>A close that fails has closed nevertheless. A write that another thread waits in when the connection is lost goes on
 * waiting until the socket is closed; a read is woken, as it really is.
 *
 * <p>What cannot be simulated: whatever the code under test does around its socket. One that looks up names by itself never
 * asks the socket for an unknown host; a channel takes its descriptor in {@code open()}, not in {@code connect()}.
 *
 * <p>Immutable, and so are its results but for the count of the sockets they made; any thread may use them.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Simulated {

    private static final Set<Call> OF_CLIENTS = Set.of(Call.BIND, Call.CONNECT, Call.READ, Call.WRITE, Call.CLOSE);
    private static final Set<Call> OF_SERVERS = Set.of(Call.BIND, Call.ACCEPT, Call.CLOSE);

    private final NetworkFailure failure;
    private final Moment moment;

    private Simulated(NetworkFailure failure, Moment moment) {
        this.failure = failure;
        this.moment = moment;
    }

    /**
     * Simulates a failure at the first call that can throw it, on every socket.
     *
     * @param failure one that a socket throws
     * @return the simulation
     * @throws IllegalArgumentException if no socket throws that: it is told by a -1, by TLS, by a library, or not at all
     */
    public static Simulated failure(NetworkFailure failure) {
        return new Simulated(
                failure,
                new Moment(ThrownBySockets.calls(requireNonNull(failure, "Simulated.failure: failure must not be null"))
                        .get(0)));
    }

    /**
     * Chooses the call: the first of its kind on a socket.
     *
     * @param call one that can throw the failure
     * @return the same simulation at that call
     * @throws IllegalArgumentException if that call never throws the failure
     */
    public Simulated at(Call call) {
        return at(call, 1);
    }

    /**
     * Chooses the call.
     *
     * @param call one that can throw the failure
     * @param occurrence which of them on a socket, from 1
     * @return the same simulation at that call
     * @throws IllegalArgumentException if that call never throws the failure, or the occurrence is below 1
     */
    public Simulated at(Call call, int occurrence) {
        var possible = ThrownBySockets.calls(failure);
        if (!possible.contains(requireNonNull(call, "Simulated.at: call must not be null"))) {
            throw new IllegalArgumentException(
                    failure + " is thrown at " + possible + ", but was to be simulated at " + call);
        }
        return new Simulated(failure, new Moment(call, occurrence, moment.socket()));
    }

    /**
     * Spares all sockets but one.
     *
     * @param number the socket's, in the order in which one factory makes them, from 1
     * @return the same simulation on that socket
     * @throws IllegalArgumentException if the number is below 1
     */
    public Simulated onSocket(int number) {
        return new Simulated(failure, moment.onSocket(number));
    }

    /**
     * Gives sockets for a client.
     *
     * @return a factory that numbers its sockets from 1
     * @throws IllegalArgumentException if a client's socket has no such call
     */
    public SimulatedSocketFactory socketFactory() {
        return new SimulatedSocketFactory(this);
    }

    /**
     * Gives listening sockets for a server; what they accept are plain sockets.
     *
     * @return a factory that numbers its sockets from 1
     * @throws IllegalArgumentException if a listening socket has no such call
     */
    public ServerSocketFactory serverSocketFactory() {
        return new StagedServerSocketFactory(staging(OF_SERVERS, "a listening socket"));
    }

    /**
     * Gives channels for a client.
     *
     * @return makes channels and numbers them from 1
     * @throws IllegalArgumentException if a client's channel has no such call or no such failure
     */
    public SocketChannels channels() {
        if (failure == NetworkFailure.READ_TIMED_OUT) {
            throw new IllegalArgumentException(
                    "a channel's reads have no time limit, so " + failure + " cannot come of them");
        }
        return new SocketChannels(staging(OF_CLIENTS, "a client's channel"));
    }

    Calls.Staging ofClients() {
        return staging(OF_CLIENTS, "a client's socket");
    }

    private Calls.Staging staging(Set<Call> possible, String socket) {
        moment.requireOneOf(possible, socket);
        return (number, beneath) ->
                moment.concerns(number) ? new SimulatedCalls(failure, moment, number, beneath) : Calls.UNTOUCHED;
    }

    /**
     * Tells whether a failure was simulated, wherever in a cause chain.
     *
     * @param throwable what the code under test threw or reported, {@code null} if nothing
     * @return whether it, or one of its causes, came of a simulation
     */
    public static boolean isSimulated(@Nullable Throwable throwable) {
        return ExceptionUtils.getThrowableList(throwable).stream()
                .flatMap(link -> Set.of(link.getSuppressed()).stream())
                .anyMatch(SimulationNotice.class::isInstance);
    }

    /**
     * Shows the failure and its moment.
     *
     * @return such as {@code simulates NO_ROUTE at connect 1 of every socket}
     */
    @Override
    public String toString() {
        return "simulates " + failure + " at " + moment;
    }
}
