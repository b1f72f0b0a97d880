package dev.peerless.failure;

import static dev.peerless.failure.NetworkFailure.CONNECTION_LOST;
import static dev.peerless.failure.NetworkFailure.CONNECT_TIMED_OUT;
import static dev.peerless.failure.NetworkFailure.END_OF_STREAM;
import static dev.peerless.failure.NetworkFailure.NOT_TLS;
import static dev.peerless.failure.NetworkFailure.NO_ROUTE;
import static dev.peerless.failure.NetworkFailure.READ_TIMED_OUT;
import static dev.peerless.failure.NetworkFailure.SOCKET_CLOSED;
import static dev.peerless.failure.NetworkFailure.TLS_CORRUPTED;
import static dev.peerless.failure.NetworkFailure.TLS_REJECTED;
import static dev.peerless.failure.NetworkFailure.TRUNCATED;
import static dev.peerless.failure.NetworkFailure.UNKNOWN;
import static dev.peerless.failure.NetworkFailure.UNKNOWN_HOST;
import static dev.peerless.failure.NetworkFailure.WRITE_TIMED_OUT;
import static java.util.Map.entry;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Exception classes that tell what happened, by name: most of their libraries are not on our class path. */
final class KnownClasses {

    private static final Map<String, NetworkFailure> CERTAIN = Map.ofEntries(
            entry("java.net.UnknownHostException", UNKNOWN_HOST),
            entry("java.nio.channels.ClosedChannelException", SOCKET_CLOSED),
            entry("java.nio.channels.UnresolvedAddressException", UNKNOWN_HOST),
            entry("java.net.http.HttpConnectTimeoutException", CONNECT_TIMED_OUT),
            entry("java.net.http.HttpTimeoutException", READ_TIMED_OUT),
            entry("io.netty.channel.ConnectTimeoutException", CONNECT_TIMED_OUT),
            entry("io.netty.handler.codec.PrematureChannelClosureException", CONNECTION_LOST),
            entry("io.netty.handler.ssl.NotSslRecordException", NOT_TLS),
            entry("io.netty.handler.ssl.SslHandshakeTimeoutException", READ_TIMED_OUT),
            entry("io.netty.handler.timeout.ReadTimeoutException", READ_TIMED_OUT),
            entry("io.netty.handler.timeout.WriteTimeoutException", WRITE_TIMED_OUT),
            entry("org.apache.http.NoHttpResponseException", END_OF_STREAM),
            entry("org.apache.http.TruncatedChunkException", TRUNCATED),
            entry("org.apache.http.conn.ConnectTimeoutException", CONNECT_TIMED_OUT),
            entry("org.apache.hc.client5.http.ConnectTimeoutException", CONNECT_TIMED_OUT),
            entry("org.apache.hc.core5.http.NoHttpResponseException", END_OF_STREAM),
            entry("org.apache.hc.core5.http.TruncatedChunkException", TRUNCATED));

    private static final Map<String, NetworkFailure> UNLESS_TEXT_SAYS_OTHERWISE = Map.of(
            "java.io.EOFException", END_OF_STREAM,
            "java.net.NoRouteToHostException", NO_ROUTE,
            "javax.net.ssl.SSLHandshakeException", TLS_REJECTED,
            "javax.net.ssl.SSLPeerUnverifiedException", TLS_REJECTED,
            "javax.net.ssl.SSLProtocolException", TLS_CORRUPTED,
            // An EOFException only by name: also for a RST, of which then nothing but our closing is left.
            "org.eclipse.jetty.io.EofException", CONNECTION_LOST);

    private KnownClasses() {}

    /** What the class or the nearest of its superclasses tells beyond doubt, {@code UNKNOWN} if none does. */
    static NetworkFailure certain(Class<?> type) {
        return nearest(type, CERTAIN);
    }

    /** What the class or the nearest of its superclasses tells if its text tells nothing else. */
    static NetworkFailure unlessTextSaysOtherwise(Class<?> type) {
        return nearest(type, UNLESS_TEXT_SAYS_OTHERWISE);
    }

    private static NetworkFailure nearest(Class<?> type, Map<String, NetworkFailure> table) {
        for (@Nullable Class<?> c = type; c != null; c = c.getSuperclass()) {
            var failure = table.get(c.getName());
            if (failure != null) {
                return failure;
            }
        }
        return UNKNOWN;
    }
}
