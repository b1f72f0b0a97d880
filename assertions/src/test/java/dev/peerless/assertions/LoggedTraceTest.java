package dev.peerless.assertions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.failure.NetworkFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from text is the same as what the exception tells. */
class LoggedTraceTest {

    private static Throwable lost() {
        return new IllegalStateException(
                "lost a client:\n7", new UncheckedIOException(new SocketException("Connection reset")));
    }

    private static List<String> printed(Throwable throwable) {
        var text = new StringWriter();
        throwable.printStackTrace(new PrintWriter(text, true));
        return text.toString().lines().toList();
    }

    private static LoggedTrace parsed(Throwable throwable) {
        var lines = printed(throwable);
        return LoggedTrace.parse(lines.get(0), lines.subList(1, lines.size()));
    }

    @Test
    void isReadAsItWasPrinted() {
        var lost = new IllegalStateException("lost", new UncheckedIOException(new SocketException("Connection reset")));

        assertThat(parsed(lost)).isEqualTo(LoggedTrace.of(lost));
        assertThat(parsed(lost).frames()).hasSizeGreaterThan(10);
        assertThat(parsed(lost).types())
                .containsExactly(
                        "java.lang.IllegalStateException", "java.io.UncheckedIOException", "java.net.SocketException");
    }

    @Test
    void isReadWithoutMessage() {
        var lost = new IOException();

        assertThat(parsed(lost)).isEqualTo(LoggedTrace.of(lost));
    }

    @Test
    void isReadPastWhatWasSuppressed() {
        var lost = new IOException("lost", new SocketException("Broken pipe"));
        lost.addSuppressed(new IllegalStateException("closing", new SocketException("Connection reset")));

        assertThat(parsed(lost)).isEqualTo(LoggedTrace.of(lost));
    }

    @Test
    void isReadBehindTheNameOfItsThread() {
        var trace = LoggedTrace.parse(
                "Exception in thread \"client 7\" java.net.SocketException: Broken pipe",
                List.of("\tat com.example.Server.serve(Server.java:12)"));

        assertThat(trace)
                .isEqualTo(new LoggedTrace(
                        "java.net.SocketException",
                        "Broken pipe",
                        List.of("com.example.Server.serve(Server.java:12)"),
                        null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\tat com.example.Server.serve(Server.java:12)",
                "\tat java.base/java.net.Socket$SocketInputStream.read(Socket.java:966)",
                "\tat app//com.example.Server.serve(Server.java:12)",
                "\tat app//com.example@1.0/com.example.Server.serve(Server.java:12)",
                "\tat com.example.Server.serve(Server.java:12) ~[server.jar:1.0]",
                "\tat com.example.Server.serve(Server.java:12) [server.jar:?]",
                "    at com.example.Native.poll(Native Method)",
                "\tat com.example.Server$$Lambda/0x00007f02.run(Unknown Source)",
                "\t... 12 more",
                "\t... 12 common frames omitted",
                "Caused by: java.net.SocketException: Broken pipe",
                "\tSuppressed: java.net.SocketException",
            })
    void goesOnWithLinesLike(String line) {
        assertThat(LoggedTrace.isContinuation(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at com.example.Server.serve(Server.java:12)",
                "  at the end of the day (or so)",
                "java.net.SocketException: Broken pipe",
                "... 12 more",
                "client gone, caused by: reset",
            })
    void doesNotGoOnWithLinesLike(String line) {
        assertThat(LoggedTrace.isContinuation(line)).isFalse();
    }

    @Test
    void dropsModulesAndJarsOfFrames() {
        var trace = LoggedTrace.parse(
                "java.io.IOException",
                List.of(
                        "\tat java.base/java.net.Socket.read(Socket.java:966)",
                        "\tat app//com.example.Server.serve(Server.java:12) ~[server.jar:1.0]"));

        assertThat(trace.frames())
                .containsExactly("java.net.Socket.read(Socket.java:966)", "com.example.Server.serve(Server.java:12)");
    }

    @Test
    void isNoneWithoutFramesOrWithoutAnException() {
        assertThat(LoggedTrace.parse("java.io.IOException: Broken pipe", List.of()))
                .isNull();
        assertThat(LoggedTrace.parse("a dump:", List.of("\tat com.example.Server.serve(Server.java:12)")))
                .isNull();
    }

    @Test
    void tellsOfTheNetworkWhatTheExceptionTells() {
        assertThat(NetworkFailure.of(parsed(lost()).asThrowable())).isEqualTo(NetworkFailure.CONNECTION_RESET);
        assertThat(NetworkFailure.of(
                        parsed(new IllegalStateException("Connection reset")).asThrowable()))
                .isEqualTo(NetworkFailure.UNKNOWN);
        assertThat(NetworkFailure.of(NamedExceptions.make("com.example.LostException", "Broken pipe", null)))
                .isEqualTo(NetworkFailure.BROKEN_PIPE);
        assertThat(NetworkFailure.of(NamedExceptions.make("java.io.EOFException", null, null)))
                .isEqualTo(NetworkFailure.END_OF_STREAM);
        assertThat(NetworkFailure.of(NamedExceptions.make("java.nio.channels.ClosedChannelException", null, null)))
                .isEqualTo(NetworkFailure.SOCKET_CLOSED);
        assertThat(NetworkFailure.of(NamedExceptions.make("java.nio.channels.ClosedByInterruptException", null, null)))
                .isEqualTo(NetworkFailure.SOCKET_CLOSED);
        assertThat(NetworkFailure.of(NamedExceptions.make(
                        "java.nio.channels.AsynchronousCloseException", null, new SocketException("Broken pipe"))))
                .isEqualTo(NetworkFailure.BROKEN_PIPE);
    }

    @Test
    void repeatsWhatComesFromTheSamePlace() {
        var cause = new SocketException("Broken pipe");
        var logged = LoggedTrace.of(cause);

        assertThat(LoggedTrace.of(new IllegalStateException("wrapped", cause)).repeats(logged))
                .isTrue();
        assertThat(LoggedTrace.of(new SocketException("Broken pipe")).repeats(logged))
                .isFalse();
        assertThat(new LoggedTrace("a.B", "1", List.of("f"), null)
                        .repeats(new LoggedTrace("a.B", "2", List.of("f"), null)))
                .isTrue();
        assertThat(new LoggedTrace("a.B", null, List.of("f"), null)
                        .repeats(new LoggedTrace("a.C", null, List.of("f"), null)))
                .isFalse();
        assertThat(new LoggedTrace("a.B", null, List.of(), null).repeats(new LoggedTrace("a.B", null, List.of(), null)))
                .isFalse();
    }
}
