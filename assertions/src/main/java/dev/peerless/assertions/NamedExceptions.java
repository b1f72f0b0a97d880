package dev.peerless.assertions;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLProtocolException;
import org.jspecify.annotations.Nullable;

/** Makes exceptions from what is written of them, as far as their class matters for what they tell of the network. */
final class NamedExceptions {

    private static final Map<String, Function<@Nullable String, Throwable>> BY_NAME = Map.ofEntries(
            Map.entry("java.io.EOFException", EOFException::new),
            Map.entry("java.io.InterruptedIOException", InterruptedIOException::new),
            Map.entry("java.net.BindException", BindException::new),
            Map.entry("java.net.ConnectException", ConnectException::new),
            Map.entry("java.net.NoRouteToHostException", NoRouteToHostException::new),
            Map.entry("java.net.SocketException", SocketException::new),
            Map.entry("java.net.SocketTimeoutException", SocketTimeoutException::new),
            Map.entry("java.net.UnknownHostException", UnknownHostException::new),
            Map.entry("java.nio.channels.AsynchronousCloseException", none -> new AsynchronousCloseException()),
            Map.entry("java.nio.channels.ClosedByInterruptException", none -> new ClosedByInterruptException()),
            Map.entry("java.nio.channels.ClosedChannelException", none -> new ClosedChannelException()),
            Map.entry("javax.net.ssl.SSLException", SSLException::new),
            Map.entry("javax.net.ssl.SSLHandshakeException", SSLHandshakeException::new),
            Map.entry("javax.net.ssl.SSLProtocolException", SSLProtocolException::new));

    private NamedExceptions() {}

    static Throwable make(String type, @Nullable String message, @Nullable Throwable cause) {
        var made = Optional.ofNullable(BY_NAME.get(type))
                .orElseGet(() -> isGeneral(type) ? RuntimeException::new : IOException::new)
                .apply(message);
        if (cause != null) {
            made.initCause(cause);
        }
        return made;
    }

    /** What the JDK has for everything is prose; what a library has, and is written about a connection, is mostly I/O. */
    private static boolean isGeneral(String type) {
        return type.startsWith("java.lang.") || type.startsWith("java.util.");
    }
}
