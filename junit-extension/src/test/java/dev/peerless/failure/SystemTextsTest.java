package dev.peerless.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts of operating systems, in the exceptions that carry them. */
class SystemTextsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CONNECTION_RESET      | Connection reset
            CONNECTION_RESET      | Connection reset by peer
            CONNECTION_RESET      | Connection reset by peer: socket write error
            CONNECTION_RESET      | An existing connection was forcibly closed by the remote host
            CONNECTION_RESET      | The specified network name is no longer available
            BROKEN_PIPE           | Broken pipe
            BROKEN_PIPE           | Broken pipe (Write failed)
            BROKEN_PIPE           | Protocol wrong type for socket
            CONNECTION_ABORTED    | Software caused connection abort
            CONNECTION_ABORTED    | Software caused connection abort: recv failed
            CONNECTION_ABORTED    | Software caused connection abort: socket write error
            CONNECTION_ABORTED    | Connection aborted
            TIMED_OUT             | Connection timed out
            TIMED_OUT             | Connection timed out (Read failed)
            TIMED_OUT             | Operation timed out
            TIMED_OUT             | The semaphore timeout period has expired
            NO_ROUTE              | Network is unreachable
            NO_ROUTE              | Network is unreachable (connect failed)
            NO_ROUTE              | Network is unreachable: connect
            NO_ROUTE              | Network unreachable
            NO_ROUTE              | Network is down
            NO_ROUTE              | Host is down
            NO_ROUTE              | Host is unreachable
            NO_ROUTE              | No route to host (Write failed)
            ADDRESS_NOT_AVAILABLE | Can't assign requested address
            TOO_MANY_OPEN_FILES   | Too many open files
            TOO_MANY_OPEN_FILES   | Too many open files (Accept failed)
            TOO_MANY_OPEN_FILES   | Too many open files in system
            TOO_MANY_OPEN_FILES   | No file descriptors available
            """)
    void areKnownInASocketException(NetworkFailure expected, String text) {
        assertThat(NetworkFailure.of(new SocketException(text))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CONNECTION_REFUSED | Connection refused
            CONNECTION_REFUSED | Connection refused: connect
            CONNECTION_REFUSED | Connection refused: no further information
            CONNECTION_REFUSED | Connection refused: no further information: /127.0.0.1:80
            CONNECTION_REFUSED | Connection refused: getsockopt
            CONNECTION_REFUSED | Connection refused: localhost/127.0.0.1:80
            CONNECTION_REFUSED | Connection refused (Connection refused)
            CONNECTION_REFUSED | No connection could be made because the target machine actively refused it
            CONNECT_TIMED_OUT  | Connection timed out
            CONNECT_TIMED_OUT  | Connection timed out: connect
            CONNECT_TIMED_OUT  | Connection timed out: no further information
            CONNECT_TIMED_OUT  | Connection timed out (Connection timed out)
            CONNECT_TIMED_OUT  | Operation timed out
            CONNECTION_RESET   | Connection reset by peer
            NO_ROUTE           | Network is unreachable
            """)
    void areKnownInAConnectException(NetworkFailure expected, String text) {
        assertThat(NetworkFailure.of(new ConnectException(text))).isEqualTo(expected);
    }

    @Test
    void areAboutConnectingOnlyInAConnectException() {
        var text = "A connection attempt failed because the connected party did not properly respond after a period"
                + " of time, or established connection failed because connected host has failed to respond";

        assertThat(NetworkFailure.of(new ConnectException(text))).isEqualTo(NetworkFailure.CONNECT_TIMED_OUT);
        assertThat(NetworkFailure.of(new IOException(text))).isEqualTo(NetworkFailure.TIMED_OUT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ADDRESS_IN_USE        | Address already in use
            ADDRESS_IN_USE        | Address already in use (Bind failed)
            ADDRESS_IN_USE        | Address already in use: JVM_Bind
            ADDRESS_IN_USE        | Address already in use: NET_Bind
            ADDRESS_IN_USE        | Address already in use: bind
            ADDRESS_IN_USE        | Address in use
            ADDRESS_NOT_AVAILABLE | Cannot assign requested address
            ADDRESS_NOT_AVAILABLE | Cannot assign requested address: bind
            ADDRESS_NOT_AVAILABLE | Cannot assign requested address (Bind failed)
            ADDRESS_NOT_AVAILABLE | Address not available
            ADDRESS_NOT_AVAILABLE | The requested address is not valid in its context
            UNKNOWN               | Permission denied
            """)
    void areKnownInABindException(NetworkFailure expected, String text) {
        assertThat(NetworkFailure.of(new BindException(text))).isEqualTo(expected);
    }

    @Test
    void areKnownInABindExceptionOfWindows() {
        var text = "Only one usage of each socket address (protocol/network address/port) is normally permitted:"
                + " bind";

        assertThat(NetworkFailure.of(new BindException(text))).isEqualTo(NetworkFailure.ADDRESS_IN_USE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NO_ROUTE              | No route to host
            NO_ROUTE              | No route to host (Host unreachable)
            NO_ROUTE              | Kein Weg dorthin
            ADDRESS_NOT_AVAILABLE | Cannot assign requested address (Address not available)
            """)
    void areKnownInANoRouteToHostException(NetworkFailure expected, String text) {
        assertThat(NetworkFailure.of(new NoRouteToHostException(text))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CONNECTION_RESET    | Connection reset by peer
            CONNECTION_RESET    | An existing connection was forcibly closed by the remote host.
            BROKEN_PIPE         | Broken pipe
            CONNECTION_ABORTED  | Software caused connection abort
            CONNECTION_ABORTED  | An established connection was aborted by the software in your host machine
            CONNECTION_ABORTED  | The network connection was aborted by the local system
            CONNECTION_REFUSED  | The remote computer refused the network connection
            CONNECTION_REFUSED  | The remote system refused the network connection.
            NO_ROUTE            | A socket operation was attempted to an unreachable network
            NO_ROUTE            | A socket operation was attempted to an unreachable host
            TOO_MANY_OPEN_FILES | Too many open files
            CONNECTION_RESET    | recvAddress(..) failed: Connection reset by peer
            CONNECTION_RESET    | recv(..) failed: Connection reset by peer
            CONNECTION_RESET    | syscall:read(..) failed: Connection reset by peer
            CONNECTION_RESET    | recvAddress(..) failed with error(-104): Connection reset by peer
            CONNECTION_RESET    | io_uring read(..) failed with error(-104): Connection reset by peer
            BROKEN_PIPE         | writeAddress(..) failed: Broken pipe
            CONNECTION_ABORTED  | recvAddress(..) failed with error(-103): Software caused connection abort
            TIMED_OUT           | recvAddress(..) failed with error(-110): Connection timed out
            ADDRESS_IN_USE      | bind(..) failed with error(-98): Address already in use
            """)
    void areKnownInAnIoException(NetworkFailure expected, String text) {
        assertThat(NetworkFailure.of(new IOException(text))).isEqualTo(expected);
    }
}
