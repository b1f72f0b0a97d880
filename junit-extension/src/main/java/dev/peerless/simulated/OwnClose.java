package dev.peerless.simulated;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import org.apiguardian.api.API;

/**
 * The code under test's own socket is closed by another thread while a call on it is under way: what a shutdown, a time
 * limit or a pool does to whoever is still waiting. Nothing of it is simulated. The socket is really closed, and what the
 * call throws is the JDK's: <em>Socket closed</em>, of a channel {@code AsynchronousCloseException};
 * {@link dev.peerless.failure.NetworkFailure#SOCKET_CLOSED SOCKET_CLOSED}, either way.
 *
 * <pre>{@code
 * var client = new OrderClient(address, OwnClose.during(Call.READ, 2).socketFactory());
 * }</pre>
 *
 * <p>The close begins after the call has, driven by the call itself and not by a time. Which of the two the kernel sees
 * first cannot be decided from outside; the call fails in any case: one that gets through before the close is held until
 * the socket is closed and then fails too, and what it had read or accepted is lost. Of what it wrote, none, some or all may
 * have been sent, as with any close in the middle of a write. The peer sees what a close sends: a FIN, or a RST if
 * something was unread.
 *
 * <p>Immutable, and so are its results but for the count of the sockets they made; any thread may use them.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class OwnClose {

    private static final Set<Call> OF_CLIENTS = Set.of(Call.CONNECT, Call.READ, Call.WRITE);
    private static final Set<Call> OF_SERVERS = Set.of(Call.ACCEPT);

    private final Moment moment;

    private OwnClose(Moment moment) {
        this.moment = moment;
    }

    /**
     * Closes each socket during its first call of a kind.
     *
     * @param call one that can wait: connect, accept, read or write
     * @return the close
     * @throws IllegalArgumentException if that call never waits
     */
    public static OwnClose during(Call call) {
        return during(call, 1);
    }

    /**
     * Closes each socket during a call.
     *
     * @param call one that can wait: connect, accept, read or write
     * @param occurrence which of them on a socket, from 1
     * @return the close
     * @throws IllegalArgumentException if that call never waits, or the occurrence is below 1
     */
    public static OwnClose during(Call call, int occurrence) {
        requireNonNull(call, "OwnClose.during: call must not be null");
        if (call == Call.BIND || call == Call.CLOSE) {
            throw new IllegalArgumentException(
                    "a socket can be closed during connect, accept, read or write, but was to be during " + call);
        }
        return new OwnClose(new Moment(call, occurrence));
    }

    /**
     * Spares all sockets but one.
     *
     * @param number the socket's, in the order in which one factory makes them, from 1
     * @return the same close on that socket
     * @throws IllegalArgumentException if the number is below 1
     */
    public OwnClose onSocket(int number) {
        return new OwnClose(moment.onSocket(number));
    }

    /**
     * Gives sockets for a client.
     *
     * @return a factory that numbers its sockets from 1
     * @throws IllegalArgumentException if a client's socket has no such call
     */
    public SocketFactory socketFactory() {
        return new StagedSocketFactory(staging(OF_CLIENTS, "a client's socket"));
    }

    /**
     * Gives listening sockets for a server.
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
     * @throws IllegalArgumentException if a client's channel has no such call
     */
    public SocketChannels channels() {
        return new SocketChannels(staging(OF_CLIENTS, "a client's channel"));
    }

    private Calls.Staging staging(Set<Call> possible, String socket) {
        moment.requireOneOf(possible, socket);
        return (number, beneath) -> moment.concerns(number) ? new ClosingCalls(moment, beneath) : Calls.UNTOUCHED;
    }

    /**
     * Shows the moment.
     *
     * @return such as {@code closed by another thread during read 2 of every socket}
     */
    @Override
    public String toString() {
        return "closed by another thread during " + moment;
    }
}
