package dev.peerless.assertions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.failure.NetworkFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MentionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CONNECTION_RESET   | Connection reset
            CONNECTION_RESET   | lost client 7: Connection reset by peer
            CONNECTION_RESET   | lost client 7: Connection reset by peer, 3 left
            CONNECTION_RESET   | WARN server - connection reset (client 127.0.0.1:4711)
            CONNECTION_RESET   | Connection reset by peer.
            BROKEN_PIPE        | client gone (java.io.IOException: Broken pipe)
            BROKEN_PIPE        | 12:00:01 [worker-1] WARN  c.e.Server - cannot answer: java.net.SocketException: Broken pipe (Write failed)
            END_OF_STREAM      | client left: java.io.EOFException
            TIMED_OUT          | keep-alive failed: Connection timed out
            CONNECT_TIMED_OUT  | java.net.ConnectException: Connection timed out
            CONNECTION_REFUSED | io.netty.channel.AbstractChannel$AnnotatedConnectException: Connection refused: localhost/127.0.0.1:1234
            READ_TIMED_OUT     | 'client 7: "Read timed out"'
            UNKNOWN            | connection: closed
            UNKNOWN            | the connection reset by us is fine
            CONNECTION_RESET   | java.lang.IllegalStateException: Connection reset
            UNKNOWN            | all is well
            UNKNOWN            | ''
            """)
    void isFoundBetweenPunctuation(NetworkFailure expected, String line) {
        assertThat(Mention.in(line)).isEqualTo(expected);
    }

    @Test
    void isLookedForInReason() {
        assertThat(Mention.in("a, ".repeat(100_000) + "Connection reset")).isEqualTo(NetworkFailure.UNKNOWN);
        assertThat(Mention.in("x".repeat(100_000) + ": Connection reset")).isEqualTo(NetworkFailure.CONNECTION_RESET);
    }
}
