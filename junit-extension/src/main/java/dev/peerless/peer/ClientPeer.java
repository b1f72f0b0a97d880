package dev.peerless.peer;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.peerless.fault.Fault;
import dev.peerless.internal.net.PeerDialer;
import dev.peerless.internal.net.Platform;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.HttpRequest;
import dev.peerless.plan.PeerPlan;
import dev.peerless.plan.Role;
import dev.peerless.wire.AddressText;
import dev.peerless.wire.Bytes;
import dev.peerless.wire.Required;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * A client that dials the server under test, says what the test says, and misbehaves as its plan says.
 *
 * <pre>{@code
 * try (ClientPeer browser = ClientPeer.plan().fault(Fault.reset(afterReceiving(20_000))).create()) {
 *     browser.get(URI.create("http://127.0.0.1:8080/report"));
 *     ...
 * }
 * }</pre>
 *
 * <p>Whatever it is not told to do, it does well: it reads all that comes, and when the server sends its FIN it sends its
 * own. What has arrived is in {@link Connection#received()}. {@link Connection#send(Bytes)} says more on the same
 * connection.
 *
 * <p>Each call that dials makes as many connections as the plan says, and returns when all have been made or refused.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ClientPeer extends Endpoint {

    /** How many seconds are waited for a connection to be made, unless the setup says otherwise. */
    public static final int PATIENCE_SECONDS = 5;

    /** The loop tells what became of a connect when its time is up; this long it may be busy with something else. */
    private static final int GRACE_SECONDS = 10;

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final PeerDialer dialer;
    private final Duration patience;
    private final Set<Integer> dialed = new CopyOnWriteArraySet<>();

    private ClientPeer(PeerPlan plan, PeerDialer dialer, Duration patience) {
        super(plan, dialer.host());
        this.dialer = dialer;
        this.patience = patience;
    }

    /**
     * Begins the plan of a client peer: one that behaves well, until told otherwise.
     *
     * @return a new setup, to be ended with {@link ClientPeerSetup#create()}
     */
    public static ClientPeerSetup plan() {
        return new ClientPeerSetup();
    }

    /**
     * Makes a client peer.
     *
     * @param plan what it is to do
     * @return the peer, to be closed by the caller
     * @throws IllegalArgumentException if the plan is that of a peer that listens
     * @throws dev.peerless.fault.UnsupportedFaultException if this machine cannot do what the plan says
     */
    public static ClientPeer of(PeerPlan plan) {
        return of(plan, Duration.ofSeconds(PATIENCE_SECONDS));
    }

    static ClientPeer of(PeerPlan plan, Duration patience) {
        if (!(Required.notNull(plan, "plan").role() instanceof Role.Client)) {
            throw new IllegalArgumentException(
                    "a client peer dials, but this plan is that of a peer that listens: " + plan);
        }
        Platform.HERE.require(plan);
        var settled = settled(plan);
        return new ClientPeer(settled, PeerDialer.of(settled, patience), patience);
    }

    /**
     * Connects, and says nothing.
     *
     * @param server the server under test
     * @return the connection, or the first of them
     * @throws UncheckedIOException if none could be made
     */
    public Connection connect(InetSocketAddress server) {
        return speak(server, Conversation.silence());
    }

    /**
     * Connects, and sends bytes at once.
     *
     * @param server the server under test
     * @param request what to send
     * @return the connection, or the first of them
     * @throws UncheckedIOException if none could be made
     */
    public Connection send(InetSocketAddress server, Bytes request) {
        return speak(server, Conversation.replay(Required.notNull(request, "request")));
    }

    /**
     * Connects, and sends text as UTF-8 at once.
     *
     * @param server the server under test
     * @param request what to send
     * @return the connection, or the first of them
     * @throws UncheckedIOException if none could be made
     */
    public Connection send(InetSocketAddress server, String request) {
        return send(server, Bytes.utf8(request));
    }

    /**
     * Connects, and sends an HTTP request at once.
     *
     * @param server the server under test
     * @param request what to send; {@code Host} is added if it is not there
     * @return the connection, or the first of them
     * @throws UncheckedIOException if none could be made
     */
    public Connection send(InetSocketAddress server, HttpRequest request) {
        return send(
                server,
                Required.notNull(request, "request")
                        .encode(AddressText.of(
                                Required.notNull(server, "server").getHostString(), server.getPort())));
    }

    /**
     * Connects, and sends a {@code GET}.
     *
     * @param uri such as {@code http://127.0.0.1:8080/report}, or {@code https://...} if it speaks TLS
     * @return the connection, or the first of them
     * @throws IllegalArgumentException if the URI is not one of HTTP, or of HTTPS if it speaks TLS
     * @throws UncheckedIOException if none could be made
     */
    public Connection get(URI uri) {
        return send(address(uri), HttpRequest.get(target(uri)));
    }

    /**
     * Connects, and sends a {@code POST}.
     *
     * @param uri such as {@code http://127.0.0.1:8080/orders}, or {@code https://...} if it speaks TLS
     * @param body the body
     * @return the connection, or the first of them
     * @throws IllegalArgumentException if the URI is not one of HTTP, or of HTTPS if it speaks TLS
     * @throws UncheckedIOException if none could be made
     */
    public Connection post(URI uri, Bytes body) {
        return send(address(uri), HttpRequest.post(target(uri), Required.notNull(body, "body")));
    }

    private InetSocketAddress address(URI uri) {
        Required.notNull(uri, "uri");
        boolean encrypts = settledPlan().tls().isPresent();
        if (!(encrypts ? "https" : "http").equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException((encrypts
                            ? "a request over TLS goes to a URI like https://127.0.0.1:8443/path"
                            : "a request goes to a URI like http://127.0.0.1:8080/path")
                    + ", but was " + uri);
        }
        int port = encrypts ? HTTPS_PORT : HTTP_PORT;
        return new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? port : uri.getPort());
    }

    private static String target(URI uri) {
        var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /**
     * Connects, and speaks as a conversation does: what its dialogue says when connected is the request.
     *
     * @param server the server under test; one that listens on all addresses is dialed on loopback
     * @param conversation what to say, and what to answer
     * @return the connection, or the first of them
     * @throws UncheckedIOException if none could be made: it was refused, or not answered within {@value
     *     #PATIENCE_SECONDS} s or what the setup says, or this peer was closed meanwhile; its cause says which
     * @throws IllegalArgumentException if the host is unknown
     * @throws IllegalStateException if the peer is closed
     */
    public Connection speak(InetSocketAddress server, Conversation conversation) {
        Required.notNull(conversation, "conversation");
        if (Required.notNull(server, "server").isUnresolved()) {
            throw new IllegalArgumentException("the host " + server.getHostString() + " is unknown");
        }
        dialed.add(server.getPort());
        var outcome = awaitOutcome(server, conversation);
        if (outcome.connections().isEmpty()) {
            var reason = outcome.failures().get(0);
            throw new UncheckedIOException(this + " could not connect: " + reason.getMessage(), reason);
        }
        return connection(outcome.connections().get(0));
    }

    private PeerDialer.Outcome awaitOutcome(InetSocketAddress server, Conversation conversation) {
        int count = ((Role.Client) settledPlan().role()).count();
        var outcome = dialer.dial(server, count, conversation);
        try {
            return outcome.get(patience.toNanos() + SECONDS.toNanos(GRACE_SECONDS), NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the event loop of " + this + " is busy: a conversation that blocks?", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while dialing " + server, e);
        }
    }

    @Override
    Set<Integer> listeningPorts() {
        return connects().map(connect -> connect.remote().getPort()).collect(Collectors.toSet());
    }

    @Override
    Set<Integer> dialingPorts() {
        return connects()
                .map(connect -> peerHost().localEnd(connect.connection()).getPort())
                .collect(Collectors.toSet());
    }

    @Override
    void armNow(Fault fault) {
        dialer.arm(fault);
    }

    /** Names the ports it has dialed, and its plan. */
    @Override
    public String toString() {
        var ports = dialed.stream().map(String::valueOf).collect(Collectors.joining(" and "));
        var to = dialed.isEmpty() ? "" : (dialed.size() == 1 ? " to port " : " to ports ") + ports;
        return "client peer" + to + " (" + planAsArmed() + ")";
    }
}
