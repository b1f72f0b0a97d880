package dev.peerless.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.peerless.failure.NetworkFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

class SimulatedTest {

    private static final SocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    /** Every failure at every call, possible or not. */
    static Stream<Arguments> all() {
        return Arrays.stream(NetworkFailure.values())
                .flatMap(failure -> Arrays.stream(Call.values()).map(call -> Arguments.of(failure, call)));
    }

    private static boolean isPossible(NetworkFailure failure, Call call) {
        try {
            return Simulated.failure(failure).at(call) != null;
        } catch (IllegalArgumentException impossible) {
            return false;
        }
    }

    @Nested
    class EveryFailureAtEveryCall {

        @ParameterizedTest
        @MethodSource("dev.peerless.simulated.SimulatedTest#all")
        void isClassifiedAsItselfWhenASocketThrowsIt(NetworkFailure failure, Call call) throws Exception {
            if (isPossible(failure, call)) {
                try (var loopback = new Loopback()) {
                    assertSimulated(
                            failure,
                            call,
                            thrownBySocket(Simulated.failure(failure).at(call), call, loopback));
                }
            }
        }

        @ParameterizedTest
        @MethodSource("dev.peerless.simulated.SimulatedTest#all")
        void isClassifiedAsItselfWhenAChannelThrowsIt(NetworkFailure failure, Call call) throws Exception {
            if (isPossible(failure, call) && call != Call.ACCEPT && failure != NetworkFailure.READ_TIMED_OUT) {
                try (var loopback = new Loopback()) {
                    assertSimulated(
                            failure,
                            call,
                            thrownByChannel(Simulated.failure(failure).at(call), call, loopback));
                }
            }
        }

        private static void assertSimulated(NetworkFailure failure, Call call, Throwable thrown) {
            assertThat(thrown).as(failure + " at " + call).isNotNull();
            assertThat(NetworkFailure.of(thrown)).as(thrown.toString()).isEqualTo(failure);
            assertThat(Simulated.isSimulated(thrown)).isTrue();
            assertThat(thrown.getSuppressed())
                    .extracting(Throwable::getMessage)
                    .containsExactly("simulated by Peerless: " + failure + " at " + call + " 1 of socket 1");
        }

        @Test
        void isPossibleSomewhereForAllThatSocketsThrow() {
            var possible = Arrays.stream(NetworkFailure.values())
                    .filter(failure -> Arrays.stream(Call.values()).anyMatch(call -> isPossible(failure, call)))
                    .toList();

            assertThat(possible)
                    .containsExactly(
                            NetworkFailure.CONNECTION_RESET,
                            NetworkFailure.BROKEN_PIPE,
                            NetworkFailure.CONNECTION_ABORTED,
                            NetworkFailure.TIMED_OUT,
                            NetworkFailure.CONNECTION_REFUSED,
                            NetworkFailure.CONNECT_TIMED_OUT,
                            NetworkFailure.NO_ROUTE,
                            NetworkFailure.UNKNOWN_HOST,
                            NetworkFailure.ADDRESS_IN_USE,
                            NetworkFailure.ADDRESS_NOT_AVAILABLE,
                            NetworkFailure.READ_TIMED_OUT,
                            NetworkFailure.ACCEPT_TIMED_OUT,
                            NetworkFailure.SOCKET_CLOSED,
                            NetworkFailure.TOO_MANY_OPEN_FILES);
        }
    }

    private static Throwable thrownBySocket(Simulated simulated, Call call, Loopback loopback) throws IOException {
        if (call == Call.ACCEPT) {
            try (var server = simulated.serverSocketFactory().createServerSocket(0)) {
                return catchThrowable(server::accept);
            }
        }
        try (var socket = simulated.socketFactory().createSocket()) {
            ThrowingCallable connect = () -> socket.connect(loopback.address());
            switch (call) {
                case BIND -> {
                    return catchThrowable(() -> socket.bind(ANY_PORT));
                }
                case CONNECT -> {
                    return catchThrowable(connect);
                }
                default -> socket.connect(loopback.address());
            }
            return catchThrowable(
                    switch (call) {
                        case READ -> () -> socket.getInputStream().read();
                        case WRITE -> () -> socket.getOutputStream().write(1);
                        default -> socket::close;
                    });
        }
    }

    private static Throwable thrownByChannel(Simulated simulated, Call call, Loopback loopback) throws IOException {
        try (var channel = simulated.channels().open()) {
            switch (call) {
                case BIND -> {
                    return catchThrowable(() -> channel.bind(ANY_PORT));
                }
                case CONNECT -> {
                    return catchThrowable(() -> channel.connect(loopback.address()));
                }
                default -> channel.connect(loopback.address());
            }
            return catchThrowable(
                    switch (call) {
                        case READ -> () -> channel.read(ByteBuffer.allocate(1));
                        case WRITE -> () -> channel.write(ByteBuffer.allocate(1));
                        default -> channel::close;
                    });
        }
    }

    @Nested
    class IsRefused {

        @ParameterizedTest
        @EnumSource(
                names = {
                    "END_OF_STREAM",
                    "TRUNCATED",
                    "TLS_ABORTED",
                    "CONNECTION_LOST",
                    "WRITE_TIMED_OUT",
                    "TLS_CORRUPTED",
                    "TLS_REJECTED",
                    "NOT_TLS",
                    "UNKNOWN"
                })
        void ifNoSocketThrowsIt(NetworkFailure failure) {
            assertThatThrownBy(() -> Simulated.failure(failure))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a socket throws one of [CONNECTION_RESET, BROKEN_PIPE, CONNECTION_ABORTED, TIMED_OUT,"
                            + " CONNECTION_REFUSED, CONNECT_TIMED_OUT, NO_ROUTE, UNKNOWN_HOST, ADDRESS_IN_USE,"
                            + " ADDRESS_NOT_AVAILABLE, READ_TIMED_OUT, ACCEPT_TIMED_OUT, SOCKET_CLOSED,"
                            + " TOO_MANY_OPEN_FILES], but " + failure + " was to be simulated, which is told by"
                            + " something else than a plain socket's exception");
        }

        @Test
        void ifTheCallNeverThrowsIt() {
            assertThatThrownBy(() ->
                            Simulated.failure(NetworkFailure.READ_TIMED_OUT).at(Call.CONNECT))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("READ_TIMED_OUT is thrown at [read], but was to be simulated at connect");
            assertThatThrownBy(() -> Simulated.failure(NetworkFailure.NO_ROUTE).at(Call.BIND))
                    .hasMessage("NO_ROUTE is thrown at [connect, read, write], but was to be simulated at bind");
        }

        @Test
        void ifItIsNotCountedFromOne() {
            assertThatThrownBy(() -> Simulated.failure(NetworkFailure.TIMED_OUT).at(Call.READ, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("calls are counted from 1, but was 0");
            assertThatThrownBy(() -> Simulated.failure(NetworkFailure.TIMED_OUT).onSocket(0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("sockets are counted from 1, but was 0");
        }

        @Test
        void ifTheSocketHasNoSuchCall() {
            var accept = Simulated.failure(NetworkFailure.ACCEPT_TIMED_OUT);
            var read = Simulated.failure(NetworkFailure.READ_TIMED_OUT);

            assertThatThrownBy(accept::socketFactory)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a client's socket does [bind, connect, read, write, close], but accept was chosen");
            assertThatThrownBy(accept::channels)
                    .hasMessage("a client's channel does [bind, connect, read, write, close], but accept was chosen");
            assertThatThrownBy(read::serverSocketFactory)
                    .hasMessage("a listening socket does [bind, accept, close], but read was chosen");
            assertThatThrownBy(read::channels)
                    .hasMessage("a channel's reads have no time limit, so READ_TIMED_OUT cannot come of them");
        }
    }

    @Test
    void tellsWhatItSimulates() {
        assertThat(Simulated.failure(NetworkFailure.NO_ROUTE))
                .hasToString("simulates NO_ROUTE at connect 1 of every socket");
        assertThat(Simulated.failure(NetworkFailure.CONNECTION_ABORTED)
                        .onSocket(2)
                        .at(Call.WRITE, 3))
                .hasToString("simulates CONNECTION_ABORTED at write 3 of socket 2");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "UNKNOWN")
    void whatIsNotSimulatedIsNotTakenForIt(NetworkFailure failure) {
        var cause = new IOException(failure.name());
        cause.addSuppressed(new IOException("closing failed too"));

        assertThat(Simulated.isSimulated(new IllegalStateException(cause))).isFalse();
    }

    @Test
    void isKnownThroughACauseChainAndShownInAStackTrace() throws Exception {
        try (var socket =
                Simulated.failure(NetworkFailure.NO_ROUTE).socketFactory().createSocket()) {
            var thrown = catchThrowable(() -> socket.connect(ANY_PORT));
            var wrapped = new IllegalStateException("cannot place orders", new IOException("no connection", thrown));

            assertThat(Simulated.isSimulated(wrapped)).isTrue();
            assertThat(NetworkFailure.of(wrapped)).isEqualTo(NetworkFailure.NO_ROUTE);
            assertThat(wrapped)
                    .hasStackTraceContaining("simulated by Peerless: NO_ROUTE at connect 1 of socket 1")
                    .hasStackTraceContaining("at dev.peerless.simulated.SimulatedCalls");
        }
    }

    @Test
    void isImmutable() {
        var simulated = Simulated.failure(NetworkFailure.TIMED_OUT);

        assertThat(List.of(simulated.at(Call.WRITE), simulated.onSocket(2))).doesNotContain(simulated);
        assertThat(simulated).hasToString("simulates TIMED_OUT at read 1 of every socket");
    }
}
