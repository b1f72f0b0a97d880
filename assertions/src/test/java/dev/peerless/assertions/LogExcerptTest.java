package dev.peerless.assertions;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is shown of a log, by made-up entries. */
class LogExcerptTest {

    private static LogEntry entry(long millis, String message) {
        return entry(millis, "WARN Server", message, null);
    }

    private static LogEntry entry(long millis, String origin, String message, @Nullable Throwable thrown) {
        return LogEntry.logged(ofMillis(millis).toNanos(), "Logback", origin, message, thrown);
    }

    private static Throwable thrown(Throwable thrown, int line) {
        thrown.setStackTrace(
                new StackTraceElement[] {new StackTraceElement("com.example.Server", "read", "Server.java", line)});
        return thrown;
    }

    private static Throwable reset() {
        return thrown(new SocketException("Connection reset"), 7);
    }

    private static String excerpt(List<LogEntry> entries, LogEntry... deciding) {
        return LogExcerpt.of(entries, 0, List.of(deciding));
    }

    @Test
    void countsWhatIsAlike() {
        var entries = new ArrayList<LogEntry>();
        for (int i = 0; i < 21; i++) {
            entries.add(entry(2 * i, "client " + i + " came from 127.0.0.1:" + (50_000 + i)));
            entries.add(entry(2 * i + 1, "WARN Server", "cannot answer" + "!".repeat(i), reset()));
        }
        entries.add(entry(50, "stopped"));
        assertThat(excerpt(entries)).isEqualTo("""
                         +0.000 ms  WARN Server: client 0 came from 127.0.0.1:50000
                   ... 20 more like this, the last at +40.000 ms
                         +1.000 ms  WARN Server: cannot answer
                                  java.net.SocketException: Connection reset
                                      at com.example.Server.read(Server.java:7)
                   ... 20 more like this, the last at +41.000 ms
                        +50.000 ms  WARN Server: stopped\
                """);
    }

    @Test
    void countsWhatIsAlikeOnAConsole() {
        var entries = IntStream.range(0, 4)
                .mapToObj(i -> LogEntry.printed(
                        ofMillis(i).toNanos(),
                        "System.err",
                        "java.net.SocketException: lost client " + i,
                        List.of("\tat com.example.Server.read(Server.java:7)")))
                .toList();
        assertThat(excerpt(entries)).isEqualTo("""
                         +0.000 ms  java.net.SocketException: lost client 0
                                      at com.example.Server.read(Server.java:7)
                   ... 3 more like this, the last at +3.000 ms\
                """);
    }

    @Test
    void showsAFewAlikeEachInItsPlace() {
        assertThat(excerpt(List.of(
                        entry(1, "lost client 1"),
                        entry(2, "reconnected"),
                        entry(3, "lost client 2"),
                        entry(4, "lost client 3"))))
                .isEqualTo("""
                         +1.000 ms  WARN Server: lost client 1
                         +2.000 ms  WARN Server: reconnected
                         +3.000 ms  WARN Server: lost client 2
                         +4.000 ms  WARN Server: lost client 3\
                """);
    }

    /** As they were logged, also where a clock has given several the same time, or one an earlier one. */
    @Test
    void keepsTheOrderInWhichTheyCame() {
        assertThat(excerpt(List.of(entry(1, "lost client 1"), entry(1, "reconnected"), entry(1, "lost client 2"))))
                .isEqualTo("""
                         +1.000 ms  WARN Server: lost client 1
                         +1.000 ms  WARN Server: reconnected
                         +1.000 ms  WARN Server: lost client 2\
                """);
        assertThat(excerpt(List.of(entry(2, "lost client 1"), entry(1, "reconnected"))))
                .isEqualTo("""
                         +2.000 ms  WARN Server: lost client 1
                         +1.000 ms  WARN Server: reconnected\
                """);
    }

    /** A second; with a look through all others for each, these would take minutes. */
    @Test
    void takesALogOfAnyLength() {
        var entries = IntStream.range(0, 400_000)
                .mapToObj(i -> entry(i, "lost a client"))
                .toList();
        assertThat(LogExcerpt.of(entries, 0, entries)).isEqualTo("""
                >        +0.000 ms  WARN Server: lost a client
                >  ... 399999 more like this, the last at +399999.000 ms""");
    }

    @Test
    void hidesNoneThatDecidesAmongThoseThatDoNot() {
        var entries =
                IntStream.range(0, 6).mapToObj(i -> entry(i, "client " + i)).toList();
        assertThat(excerpt(entries, entries.get(3))).isEqualTo("""
                         +0.000 ms  WARN Server: client 0
                   ... 4 more like this, the last at +5.000 ms
                >        +3.000 ms  WARN Server: client 3""");
        assertThat(excerpt(entries, entries.toArray(new LogEntry[0]))).isEqualTo("""
                >        +0.000 ms  WARN Server: client 0
                >  ... 5 more like this, the last at +5.000 ms""");
    }

    @Test
    void takesForAlikeNeitherOtherExceptionsNorOtherFramesNorOtherOrigins() {
        var entries = List.of(
                entry(0, "WARN Server", "lost", reset()),
                entry(1, "ERROR Server", "lost", reset()),
                entry(2, "WARN Server", "lost", thrown(new SocketException("Connection reset"), 8)),
                entry(3, "WARN Server", "lost", thrown(new IOException("Connection reset"), 7)),
                entry(4, "WARN Server", "lost", thrown(new SocketException("Broken pipe"), 7)),
                entry(5, "WARN Server", "lost", thrown(new SocketException("Connection reset").initCause(reset()), 7)),
                entry(6, "lost"));
        assertThat(entries.stream().map(LogEntry::kind)).doesNotHaveDuplicates();
        assertThat(excerpt(entries)).doesNotContain("more like this");
    }
}
