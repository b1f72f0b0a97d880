package dev.peerless.failure;

import static java.util.Objects.requireNonNull;

import org.apiguardian.api.API;

/**
 * What happened to a connection, told from the exception that the code under test ended up with.
 *
 * <p>{@link #of(Throwable)} looks at the whole cause chain:
 *
 * <ul>
 *   <li>Each link is judged by its class first, then by its text. A text counts only in an {@link java.io.IOException},
 *       and only if it is known to the letter: that of the JDK (8 to current), of Linux (glibc 2.36 in all its
 *       languages, musl), macOS or Windows, of Netty, Reactor Netty, Apache HttpClient, OkHttp or Jetty.
 *   <li>The innermost link that names a network failure decides, with two exceptions. {@link #END_OF_STREAM} gives way
 *       to a link around it that knows more, such as {@link #TRUNCATED} or {@link #TLS_ABORTED}. {@link #SOCKET_CLOSED}
 *       gives way to a link around it that tells why we closed, such as {@link #READ_TIMED_OUT}: some clients carry out
 *       a time limit by closing the socket under the reader.
 *   <li>Suppressed exceptions are looked at last, and believed only about connecting: some clients keep there what
 *       became of each address they tried. Otherwise they tell of cleaning up, not of what went wrong.
 *   <li>SQL states are not looked at: drivers use class 08 alike for connections refused, lost and never made. The
 *       cause of the {@code SQLException} decides.
 * </ul>
 *
 * <p>What is not known is {@link #UNKNOWN}, never a guess; {@link #diagnose(Throwable)} keeps its text.
 *
 * <p>One fault can show up as several of these. A peer's RST is {@link #CONNECTION_RESET} to whoever notices first,
 * then {@link #BROKEN_PIPE} to a writer and {@link #END_OF_STREAM} to a reader. Unless a test is about that difference,
 * {@link #isConnectionLoss()} is what it should ask.
 *
 * <p>Classification has no state and may be used from any thread.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum NetworkFailure {

    /**
     * A RST arrived, and this read or write was the first to notice.
     *
     * <p>{@code SocketException} or {@code IOException}: <em>Connection reset</em>, <em>Connection reset by peer</em>
     * (JDK 13 swapped the two between reading and writing); on Windows also <em>An existing connection was forcibly
     * closed by the remote host</em> and, from an {@code AsynchronousSocketChannel}, <em>The specified network name is
     * no longer available</em>. Connection loss.
     */
    CONNECTION_RESET(true),

    /**
     * A write found the connection already gone. A RST had arrived before, often the answer to an earlier write that
     * came after the peer's FIN. Or it was our own doing: a write to a stream that was taken before our {@code
     * shutdownOutput()} says the same (measured on Linux), and only {@code getOutputStream()} afterwards is {@link
     * #SOCKET_CLOSED}.
     *
     * <p>{@code SocketException} or {@code IOException}: <em>Broken pipe</em>, on macOS also <em>Protocol wrong type
     * for socket</em>. Connection loss.
     */
    BROKEN_PIPE(true),

    /**
     * Our own operating system gave the connection up: somebody on this host ended it, or, on Windows, data went
     * unacknowledged for too long. Windows also says it where others say {@link #CONNECTION_RESET}.
     *
     * <p><em>Software caused connection abort</em>, <em>Connection aborted</em> (musl), <em>An established connection
     * was aborted by the software in your host machine</em> (Windows). Connection loss.
     */
    CONNECTION_ABORTED(true),

    /**
     * The peer stopped answering on an established connection, and our kernel stopped asking: retransmissions,
     * keep-alive probes or {@code TCP_USER_TIMEOUT} gave up. Nothing arrived.
     *
     * <p><em>Connection timed out</em>, <em>Operation timed out</em> (macOS, musl), in anything but a
     * {@code ConnectException} or a {@code SocketTimeoutException}; on Windows also <em>The semaphore timeout period
     * has expired</em>. Connection loss.
     */
    TIMED_OUT(true),

    /**
     * A FIN arrived where bytes were expected. Whether it cut a message is not told; where it is, see
     * {@link #TRUNCATED}.
     *
     * <p>{@code EOFException}, unless its text or a link around it tells more (Jetty's client also throws one after a
     * RST); <em>Unexpected end of file from server</em> ({@code HttpURLConnection}, also after a RST that one of its
     * writes has met before); <em>HTTP/1.1 header parser received no bytes</em> ({@code java.net.http});
     * {@code NoHttpResponseException} and <em>Connection closed by peer</em> (Apache); <em>unexpected end of stream on
     * ...</em> (OkHttp); <em>Connection prematurely closed BEFORE response</em> (Reactor Netty). A {@code read} that
     * returned -1 is the same on the wire but throws nothing. Connection loss.
     */
    END_OF_STREAM(true),

    /**
     * A FIN arrived after part of a message.
     *
     * <p><em>fixed content-length: 10, bytes received: 4</em>, <em>chunked transfer encoding, state: ...</em>,
     * <em>parsing HTTP/1.1 header, receiving ...</em> ({@code java.net.http}); <em>Premature EOF</em>
     * ({@code HttpURLConnection}; that of JDK 17 takes a cut body of known length for complete); <em>Premature end of
     * Content-Length delimited message body</em>, {@code TruncatedChunkException} (Apache); <em>unexpected end of
     * stream</em> (OkHttp); <em>Connection prematurely closed DURING response</em> (Reactor Netty); <em>Early EOF</em>
     * (Jetty, also where it was a RST that cut an upload). A message that was cut by a RST is {@link #CONNECTION_RESET}.
     * Connection loss.
     */
    TRUNCATED(true),

    /**
     * The peer left a TLS handshake or a TLS session too early: a FIN without {@code close_notify}, or
     * {@code close_notify} during the handshake.
     *
     * <p><em>Remote host terminated the handshake</em>, <em>Remote host closed connection during handshake</em> (JDK
     * 8), <em>SSL peer shut down incorrectly</em>, <em>closing inbound before receiving peer's close_notify</em>. A RST
     * instead is {@link #CONNECTION_RESET}. Connection loss.
     */
    TLS_ABORTED(true),

    /**
     * Bytes arrived under TLS that no peer's TLS has sent so: altered or inserted on their way, by a peer that breaks the
     * protocol, or ours as the peer got them. TLS ends the connection then.
     *
     * <p>{@code SSLException} over an {@code AEADBadTagException} or another {@code BadPaddingException}: <em>Tag
     * mismatch!</em>; {@code SSLProtocolException}, unless its text tells more; the peer's alert <em>Received fatal alert:
     * bad_record_mac</em>. Bytes that are no record at all are {@link #NOT_TLS}, and an altered handshake may look like
     * one that was {@linkplain #TLS_REJECTED turned down}. Connection loss.
     */
    TLS_CORRUPTED(true),

    /**
     * The connection is gone, by a FIN, a RST or longer ago: the client hides how.
     *
     * <p><em>Error writing to server</em> and <em>Error writing request body to server</em> ({@code HttpURLConnection},
     * which drops the cause); {@code PrematureChannelClosureException} (Netty); Jetty's {@code EofException}, unless
     * its cause tells more. Connection loss.
     */
    CONNECTION_LOST(true),

    /**
     * Our SYN was answered with a RST: nobody listens there, or a firewall says so.
     *
     * <p>{@code ConnectException}: <em>Connection refused</em>, on Windows also <em>No connection could be made because
     * the target machine actively refused it</em>. {@code java.net.http.HttpClient} loses the text and shows a
     * {@code ConnectException} without one over a {@code ClosedChannelException}; so it does after the kernel's own
     * connect timeout, about two minutes on Linux, unless a shorter {@code connectTimeout} comes first. Not a
     * connection loss: there was no connection.
     */
    CONNECTION_REFUSED(false),

    /**
     * Our SYN was not answered within a time limit, ours or the kernel's.
     *
     * <p>{@code SocketTimeoutException}: <em>Connect timed out</em>, or nothing, where {@code Socket.connect} had no
     * time left to try; {@code ConnectException}: <em>Connection timed out</em>; {@code HttpConnectTimeoutException}
     * ({@code java.net.http}); {@code ConnectTimeoutException} (Netty, Apache). Not a connection loss: there was no
     * connection.
     */
    CONNECT_TIMED_OUT(false),

    /**
     * There is no way to the peer: no route, or a network or host known to be down, here or by an ICMP message.
     *
     * <p>{@code NoRouteToHostException}; <em>No route to host</em>, <em>Network is unreachable</em>, <em>Network is
     * down</em>, <em>Host is down</em>. Not a connection loss: most often there was no connection, and where there was
     * one, the kernel may yet get through.
     */
    NO_ROUTE(false),

    /**
     * The name has no address. Nothing was sent.
     *
     * <p>{@code UnknownHostException}, {@code UnresolvedAddressException}. Not a connection loss.
     */
    UNKNOWN_HOST(false),

    /**
     * The local address and port belong to another socket. Nothing was sent.
     *
     * <p>{@code BindException}: <em>Address already in use</em>, <em>Address in use</em> (musl), on Windows also
     * <em>Only one usage of each socket address (protocol/network address/port) is normally permitted</em>. Not a
     * connection loss.
     */
    ADDRESS_IN_USE(false),

    /**
     * The local address is not one of this host, or no local port is left to connect from. Nothing was sent.
     *
     * <p>{@code BindException}, in JDK 8 also {@code NoRouteToHostException}: <em>Cannot assign requested address</em>,
     * <em>Can't assign requested address</em> (macOS), <em>Address not available</em> (musl). Not a connection loss.
     */
    ADDRESS_NOT_AVAILABLE(false),

    /**
     * What we waited for did not arrive within a time limit of ours. The peer may be dead, slow or merely silent.
     *
     * <p>{@code SocketTimeoutException}, unless its text is about connecting or accepting: <em>Read timed out</em>;
     * <em>timeout</em> (OkHttp, which also says so of a whole call and of writing); {@code HttpTimeoutException}
     * ({@code java.net.http}); {@code ReadTimeoutException}, {@code SslHandshakeTimeoutException} (Netty). Not a
     * connection loss: the connection may be alive.
     */
    READ_TIMED_OUT(false),

    /**
     * What we wrote was not taken within a time limit of ours: the peer's window is closed, or nothing is acknowledged.
     *
     * <p>{@code WriteTimeoutException} (Netty). The JDK's sockets have no such limit. Not a connection loss: the
     * connection may be alive.
     */
    WRITE_TIMED_OUT(false),

    /**
     * Nobody connected to us within a time limit of ours.
     *
     * <p>{@code SocketTimeoutException}: <em>Accept timed out</em>. Not a connection loss: there was no connection.
     */
    ACCEPT_TIMED_OUT(false),

    /**
     * Our end was closed, or shut down in this direction, before or while it was used: by the code itself, by an
     * interrupt, or by a library after an earlier failure (as the JDK's TLS does). Nothing happened on the wire.
     *
     * <p><em>Socket closed</em>, <em>Socket is closed</em>, <em>Stream closed</em>, <em>Socket output is shutdown</em>,
     * <em>Connection or outbound has closed</em> (TLS); {@code ClosedChannelException}, among them
     * {@code AsynchronousCloseException} and {@code ClosedByInterruptException}. Not a connection loss: the connection
     * was given up.
     */
    SOCKET_CLOSED(false),

    /**
     * Both ends speak TLS, and one of them would not go on: certificate, protocol version, cipher or another alert.
     *
     * <p>{@code SSLHandshakeException} and {@code SSLPeerUnverifiedException}, unless the text or a cause tells more;
     * <em>Received fatal alert: ...</em>. Not a connection loss: the connection was turned down.
     */
    TLS_REJECTED(false),

    /**
     * TLS was expected, and the bytes that arrived are something else.
     *
     * <p><em>Unsupported or unrecognized SSL message</em>, <em>Unrecognized SSL message, plaintext connection?</em>,
     * {@code NotSslRecordException} (Netty). Not a connection loss.
     */
    NOT_TLS(false),

    /**
     * This process or this host has no descriptor left. Nothing was sent or accepted.
     *
     * <p><em>Too many open files</em>, <em>No file descriptors available</em> (musl). Not a connection loss.
     */
    TOO_MANY_OPEN_FILES(false),

    /** No link of the cause chain is known to name a network failure. Not known to be a connection loss. */
    UNKNOWN(false);

    private final boolean connectionLoss;

    NetworkFailure(boolean connectionLoss) {
        this.connectionLoss = connectionLoss;
    }

    /**
     * Classifies a throwable by its whole cause chain.
     *
     * @param throwable what the code under test threw or reported; a cycle of causes does no harm
     * @return what happened, {@link #UNKNOWN} if that is not known
     * @throws NullPointerException if there is no throwable
     */
    public static NetworkFailure of(Throwable throwable) {
        return diagnose(throwable).failure();
    }

    /**
     * Classifies a throwable by its whole cause chain, and tells which link decided.
     *
     * @param throwable what the code under test threw or reported; a cycle of causes does no harm
     * @return what happened, and which throwable says so
     * @throws NullPointerException if there is no throwable
     */
    public static Diagnosis diagnose(Throwable throwable) {
        return CauseChain.diagnose(requireNonNull(throwable, "NetworkFailure.diagnose: throwable must not be null"));
    }

    /**
     * Tells whether an established connection, or one in its TLS handshake, ended without us wanting it.
     *
     * @return whether this is one of {@link #CONNECTION_RESET}, {@link #BROKEN_PIPE}, {@link #CONNECTION_ABORTED},
     *     {@link #TIMED_OUT}, {@link #END_OF_STREAM}, {@link #TRUNCATED}, {@link #TLS_ABORTED},
     *     {@link #TLS_CORRUPTED} and {@link #CONNECTION_LOST}
     */
    public boolean isConnectionLoss() {
        return connectionLoss;
    }
}
