package dev.peerless.failure;

import static dev.peerless.failure.NetworkFailure.BROKEN_PIPE;
import static dev.peerless.failure.NetworkFailure.CONNECTION_LOST;
import static dev.peerless.failure.NetworkFailure.CONNECTION_REFUSED;
import static dev.peerless.failure.NetworkFailure.CONNECTION_RESET;
import static dev.peerless.failure.NetworkFailure.END_OF_STREAM;
import static dev.peerless.failure.NetworkFailure.READ_TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exceptions of libraries, by the names and superclasses that they have there. */
class KnownClassesTest {

    private static final String DECLARATIONS = """
            com.mysql.cj.jdbc.exceptions.CommunicationsException extends java.sql.SQLException
            io.netty.channel.AbstractChannel$AnnotatedConnectException extends java.net.ConnectException
            io.netty.channel.ConnectTimeoutException extends java.net.ConnectException
            io.netty.channel.unix.Errors$NativeIoException extends java.io.IOException
            io.netty.handler.codec.PrematureChannelClosureException extends java.lang.RuntimeException
            io.netty.handler.ssl.NotSslRecordException extends javax.net.ssl.SSLException
            io.netty.handler.ssl.SslHandshakeTimeoutException extends javax.net.ssl.SSLHandshakeException
            io.netty.handler.timeout.ReadTimeoutException extends java.lang.RuntimeException
            io.netty.handler.timeout.WriteTimeoutException extends java.lang.RuntimeException
            org.apache.catalina.connector.ClientAbortException extends java.io.IOException
            org.apache.hc.client5.http.ConnectTimeoutException extends java.net.SocketTimeoutException
            org.apache.hc.core5.http.ConnectionClosedException extends java.io.IOException
            org.apache.hc.core5.http.NoHttpResponseException extends java.io.IOException
            org.apache.hc.core5.http.TruncatedChunkException extends java.io.IOException
            org.apache.http.NoHttpResponseException extends java.io.IOException
            org.apache.http.TruncatedChunkException extends java.io.IOException
            org.apache.http.conn.ConnectTimeoutException extends java.io.InterruptedIOException
            org.eclipse.jetty.io.EofException extends java.io.EOFException
            reactor.netty.http.client.PrematureCloseException extends java.io.IOException
            """;

    private static Foreign foreign;

    @BeforeAll
    static void compile(@TempDir Path folder) throws IOException {
        foreign = Foreign.classes(folder, DECLARATIONS);
    }

    @AfterAll
    static void unload() throws IOException {
        foreign.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CONNECT_TIMED_OUT | io.netty.channel.ConnectTimeoutException
            CONNECTION_LOST   | io.netty.handler.codec.PrematureChannelClosureException
            NOT_TLS           | io.netty.handler.ssl.NotSslRecordException
            READ_TIMED_OUT    | io.netty.handler.ssl.SslHandshakeTimeoutException
            READ_TIMED_OUT    | io.netty.handler.timeout.ReadTimeoutException
            WRITE_TIMED_OUT   | io.netty.handler.timeout.WriteTimeoutException
            UNKNOWN           | org.apache.catalina.connector.ClientAbortException
            CONNECT_TIMED_OUT | org.apache.hc.client5.http.ConnectTimeoutException
            END_OF_STREAM     | org.apache.hc.core5.http.NoHttpResponseException
            TRUNCATED         | org.apache.hc.core5.http.TruncatedChunkException
            CONNECT_TIMED_OUT | org.apache.http.conn.ConnectTimeoutException
            END_OF_STREAM     | org.apache.http.NoHttpResponseException
            TRUNCATED         | org.apache.http.TruncatedChunkException
            CONNECTION_LOST   | org.eclipse.jetty.io.EofException
            UNKNOWN           | com.mysql.cj.jdbc.exceptions.CommunicationsException
            """)
    void tellWhatHappenedWhateverTheirText(NetworkFailure expected, String className) throws Exception {
        assertThat(NetworkFailure.of(foreign.exception(className, "whatever", null)))
                .isEqualTo(expected);
        assertThat(NetworkFailure.of(foreign.exception(className, null, null))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            END_OF_STREAM | org.apache.hc.core5.http.ConnectionClosedException | Connection closed by peer
            TRUNCATED     | org.eclipse.jetty.io.EofException                  | Early EOF
            SOCKET_CLOSED | org.eclipse.jetty.io.EofException                  | Closed
            """)
    void tellWhatHappenedByTheirText(NetworkFailure expected, String className, String text) throws Exception {
        assertThat(NetworkFailure.of(foreign.exception(className, text, null))).isEqualTo(expected);
    }

    @Nested
    class ByTheirCause {

        @Test
        void aClientAbort() throws Exception {
            assertCause(
                    "org.apache.catalina.connector.ClientAbortException", new IOException("Broken pipe"), BROKEN_PIPE);
            assertCause("org.apache.catalina.connector.ClientAbortException", new EOFException(), END_OF_STREAM);
            assertCause(
                    "org.apache.catalina.connector.ClientAbortException",
                    new SocketTimeoutException("Read timed out"),
                    READ_TIMED_OUT);
        }

        @Test
        void anEofOfJetty() throws Exception {
            assertCause("org.eclipse.jetty.io.EofException", new IOException("Broken pipe"), BROKEN_PIPE);
            assertCause("org.eclipse.jetty.io.EofException", new ClosedChannelException(), CONNECTION_LOST);
        }

        @Test
        void aPrematureClose() throws Exception {
            assertCause(
                    "reactor.netty.http.client.PrematureCloseException",
                    new IOException("Connection reset by peer"),
                    CONNECTION_RESET);
        }

        @Test
        void aClosedChannel() throws Exception {
            var write = foreign.exception(
                    "io.netty.channel.unix.Errors$NativeIoException", "writeAddress(..) failed: Broken pipe", null);

            assertThat(NetworkFailure.of(new ClosedChannelException().initCause(write)))
                    .isEqualTo(BROKEN_PIPE);
        }

        @Test
        void anAnnotatedConnect() throws Exception {
            assertCause(
                    "io.netty.channel.AbstractChannel$AnnotatedConnectException",
                    new ConnectException("Connection refused"),
                    CONNECTION_REFUSED);
        }

        @Test
        void aDriver() throws Exception {
            assertCause("com.mysql.cj.jdbc.exceptions.CommunicationsException", new EOFException(), END_OF_STREAM);
        }

        private static void assertCause(String className, Throwable cause, NetworkFailure expected) throws Exception {
            assertThat(NetworkFailure.of(foreign.exception(className, "whatever", cause)))
                    .isEqualTo(expected);
        }
    }
}
