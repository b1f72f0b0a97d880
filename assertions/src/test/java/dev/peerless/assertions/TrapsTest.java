package dev.peerless.assertions;

import static dev.peerless.failure.NetworkFailure.ADDRESS_IN_USE;
import static dev.peerless.failure.NetworkFailure.BROKEN_PIPE;
import static dev.peerless.failure.NetworkFailure.CONNECTION_REFUSED;
import static dev.peerless.failure.NetworkFailure.CONNECTION_RESET;
import static dev.peerless.failure.NetworkFailure.CONNECT_TIMED_OUT;
import static dev.peerless.failure.NetworkFailure.END_OF_STREAM;
import static dev.peerless.failure.NetworkFailure.READ_TIMED_OUT;
import static dev.peerless.failure.NetworkFailure.TRUNCATED;
import static dev.peerless.failure.NetworkFailure.UNKNOWN;
import static dev.peerless.failure.NetworkFailure.WRITE_TIMED_OUT;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.peerless.failure.NetworkFailure;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which trap a failure is about, by made-up failures. */
class TrapsTest {

    private static final @Nullable NetworkFailure ANY_LOSS = null;
    private static final @Nullable Trap NONE = null;

    @ParameterizedTest
    @EnumSource
    void areToldInTheHouseForm(Trap trap) {
        assertThat(Trap.helpWith(trap))
                .startsWith("\nHelp: ")
                .endsWith(".")
                .doesNotContain("..")
                .hasSizeLessThan(240);
        assertThat(Trap.helpWith(NONE)).isEmpty();
    }

    @Nested
    class OfAnException {

        static Stream<Arguments> traps() {
            var reset = new SocketException("Connection reset");
            var brokenPipe = new SocketException("Broken pipe");
            var readTimedOut = new SocketTimeoutException("Read timed out");
            var connectTimedOut = new SocketTimeoutException("Connect timed out");
            var refused = new ConnectException("Connection refused");
            var closed = new SocketException("Socket closed");
            var end = new EOFException();
            return Stream.of(
                    arguments(CONNECTION_RESET, brokenPipe, Trap.RESET_TOLD_ONCE),
                    arguments(BROKEN_PIPE, reset, Trap.RESET_TOLD_ONCE),
                    arguments(END_OF_STREAM, brokenPipe, NONE),
                    arguments(CONNECTION_RESET, end, Trap.END_INSTEAD_OF_RESET),
                    arguments(CONNECTION_RESET, new IOException("Premature EOF"), Trap.END_INSTEAD_OF_RESET),
                    arguments(BROKEN_PIPE, end, NONE),
                    arguments(END_OF_STREAM, reset, Trap.RESET_INSTEAD_OF_END),
                    arguments(TRUNCATED, reset, Trap.RESET_INSTEAD_OF_END),
                    arguments(READ_TIMED_OUT, reset, NONE),
                    arguments(CONNECTION_RESET, readTimedOut, Trap.SILENCE_IS_NO_LOSS),
                    arguments(ANY_LOSS, readTimedOut, Trap.SILENCE_IS_NO_LOSS),
                    arguments(CONNECTION_REFUSED, readTimedOut, NONE),
                    arguments(CONNECT_TIMED_OUT, readTimedOut, Trap.CONNECTED_BEFORE_ACCEPT),
                    arguments(CONNECT_TIMED_OUT, refused, Trap.REFUSED_OR_TIMED_OUT),
                    arguments(CONNECTION_REFUSED, connectTimedOut, Trap.REFUSED_OR_TIMED_OUT),
                    arguments(ANY_LOSS, refused, NONE),
                    arguments(ANY_LOSS, connectTimedOut, NONE),
                    arguments(CONNECTION_RESET, closed, Trap.OWN_CLOSE),
                    arguments(READ_TIMED_OUT, closed, Trap.OWN_CLOSE),
                    arguments(ANY_LOSS, new SocketException("strange"), Trap.UNKNOWN_TEXT),
                    arguments(ANY_LOSS, new IllegalStateException(new SocketException("strange")), Trap.UNKNOWN_TEXT),
                    arguments(ANY_LOSS, madeIn("java.base", "sun.nio.ch.SocketDispatcher"), Trap.UNKNOWN_TEXT),
                    arguments(ANY_LOSS, madeIn("jdk.sctp", "sun.nio.ch.sctp.SctpNet"), Trap.UNKNOWN_TEXT),
                    arguments(ANY_LOSS, madeNowhere(), Trap.UNKNOWN_TEXT),
                    arguments(ANY_LOSS, madeIn("com.example", "com.example.Pool"), Trap.NO_CAUSE_HANDED_ON),
                    arguments(ANY_LOSS, new IOException("server not available"), Trap.NO_CAUSE_HANDED_ON),
                    arguments(ANY_LOSS, new IllegalStateException(new IOException("late")), Trap.NO_CAUSE_HANDED_ON),
                    arguments(ANY_LOSS, new IOException("late", new SocketException("strange")), Trap.UNKNOWN_TEXT),
                    arguments(ANY_LOSS, new IllegalStateException("a mistake"), Trap.NO_CAUSE_HANDED_ON),
                    arguments(ANY_LOSS, new ClientAbortException(), Trap.GONE_CLIENT),
                    arguments(ADDRESS_IN_USE, new SocketException("Network is unreachable"), NONE));
        }

        private static IOException madeIn(String module, String type) {
            var strange = new IOException("strange");
            strange.setStackTrace(new StackTraceElement[] {
                new StackTraceElement(null, module, null, type, "write0", null, -2),
                new StackTraceElement("com.example.Client", "write", "Client.java", 1)
            });
            return strange;
        }

        private static IOException madeNowhere() {
            var strange = new IOException("strange");
            strange.setStackTrace(new StackTraceElement[0]);
            return strange;
        }

        @ParameterizedTest
        @MethodSource("traps")
        void isByWhatWasExpected(@Nullable NetworkFailure expected, Throwable thrown, @Nullable Trap trap) {
            assertThat(Traps.of(expected, thrown)).isEqualTo(trap);
            assertThat(Traps.of(expected, new CallOutcome.Threw<>(thrown, ofMillis(1))))
                    .isEqualTo(trap);
        }

        @Test
        void isNoneWhereItTellsOfWhatWasExpected() {
            assertThat(Traps.of(NetworkFailure.SOCKET_CLOSED, new SocketException("Socket closed")))
                    .isNull();
            assertThat(Traps.of(UNKNOWN, new IOException("strange"))).isNull();
        }

        /** The name is what counts. */
        @SuppressWarnings("serial")
        private static final class ClientAbortException extends IOException {}
    }

    @Nested
    class OfWhatReturned {

        private static @Nullable Trap of(@Nullable NetworkFailure expected, @Nullable Object value, boolean isVoid) {
            return Traps.of(expected, new CallOutcome.Returned<>(value, isVoid, ofMillis(1)));
        }

        @Test
        void isTheEndOfAStream() {
            assertThat(of(CONNECTION_RESET, -1, false)).isEqualTo(Trap.END_IS_NO_EXCEPTION);
            assertThat(of(ANY_LOSS, -1, false)).isEqualTo(Trap.END_IS_NO_EXCEPTION);
            assertThat(of(CONNECTION_RESET, null, false)).isEqualTo(Trap.END_IS_NO_EXCEPTION);
            assertThat(of(ANY_LOSS, 1, false)).isNull();
            assertThat(of(ANY_LOSS, -1L, false)).isNull();
        }

        @Test
        void isAWriteWhereNothingElseWasToTell() {
            assertThat(of(BROKEN_PIPE, "written", false)).isEqualTo(Trap.WRITE_IS_NO_PROOF);
            assertThat(of(BROKEN_PIPE, null, true)).isEqualTo(Trap.WRITE_IS_NO_PROOF);
            assertThat(of(ANY_LOSS, null, true)).isEqualTo(Trap.WRITE_IS_NO_PROOF);
            assertThat(of(READ_TIMED_OUT, null, true)).isEqualTo(Trap.WRITE_IS_NO_PROOF);
            assertThat(of(WRITE_TIMED_OUT, null, true)).isEqualTo(Trap.WRITE_IS_NO_PROOF);
        }

        @Test
        void isNothingWhereItMayHaveBeenAnything() {
            assertThat(of(ANY_LOSS, "answer", false)).isNull();
            assertThat(of(READ_TIMED_OUT, "answer", false)).isNull();
            assertThat(of(CONNECTION_REFUSED, null, true)).isNull();
            assertThat(of(UNKNOWN, null, true)).isNull();
        }
    }

    @Nested
    class OfAHungCall {

        private static StackTraceElement frame(String type, String method) {
            return new StackTraceElement(type, method, null, 1);
        }

        @Test
        void isToldByTheInnermostCallThatIsKnown() {
            assertThat(HangingCall.trap(List.of(
                            frame("sun.nio.ch.Net", "poll"),
                            frame("sun.nio.ch.NioSocketImpl", "timedRead"),
                            frame("sun.nio.ch.NioSocketImpl", "read"))))
                    .isEqualTo(Trap.LIMIT_OF_ONE_READ);
            assertThat(HangingCall.trap(List.of(
                            frame("sun.nio.ch.NioSocketImpl", "read"),
                            frame("java.net.Socket$SocketInputStream", "read"),
                            frame("jdk.internal.net.http.HttpClientImpl", "send"))))
                    .isEqualTo(Trap.READ_WITHOUT_LIMIT);
        }

        @Test
        void isNoneOfAConnectThatHasALimit() {
            assertThat(HangingCall.trap(List.of(
                            frame("sun.nio.ch.NioSocketImpl", "timedFinishConnect"),
                            frame("sun.nio.ch.NioSocketImpl", "connect"))))
                    .isNull();
        }

        @Test
        void isNoneOfOtherCode() {
            assertThat(HangingCall.trap(List.of(frame("java.lang.Object", "wait"), frame("com.example.Pool", "read"))))
                    .isNull();
            assertThat(HangingCall.trap(List.of())).isNull();
        }
    }
}
