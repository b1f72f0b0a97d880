package dev.peerless.assertions;

import static dev.peerless.assertions.PeerlessAssertions.anyTraffic;
import static dev.peerless.assertions.PeerlessAssertions.bytes;
import static dev.peerless.assertions.PeerlessAssertions.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.wire.Bytes;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private static int count(Heartbeat heartbeat, String... reads) {
        var recogniser = heartbeat.begin();
        return Arrays.stream(reads)
                .mapToInt(read -> recogniser.heartbeatsIn(Events.received(1, 0, read)))
                .sum();
    }

    @Nested
    class Line {

        @Test
        void endsWithEitherEnding() {
            assertThat(count(line("PING"), "PING\nPING\r\n")).isEqualTo(2);
        }

        @Test
        void mayBeCutAnywhere() {
            assertThat(count(line("PING"), "P", "ING", "\r", "\n", "PIN", "G\nPING"))
                    .isEqualTo(2);
        }

        @Test
        void holdsNothingElse() {
            assertThat(count(line("PING"), "PINGS\n", "XPING\n", "PING \n", "PING\r\r\n", "\n", "PI\nNG\n"))
                    .isZero();
        }

        @Test
        void isFoundAfterALongLine() {
            assertThat(count(line("PING"), "x".repeat(10_000), "PING\n", "PING\n"))
                    .isEqualTo(1);
        }

        @Test
        void mayBeEmptyAsInStomp() {
            assertThat(count(line(""), "\n", "\r\n", "A\n")).isEqualTo(2);
        }

        @Test
        void isNamed() {
            assertThat(line("PING")).hasToString("line \"PING\"");
        }
    }

    @Nested
    class Message {

        private final Heartbeat ping = bytes(Bytes.utf8("ABAC"));

        @Test
        void beginsWhereAReadBeginsOrAHeartbeatEnded() {
            assertThat(count(ping, "ABAC", "ABACABACx", "xABAC")).isEqualTo(3);
        }

        @Test
        void mayBeCutAnywhere() {
            assertThat(count(ping, "A", "BA", "C", "ABACAB", "AC")).isEqualTo(3);
        }

        @Test
        void mayBeginWhereAnotherWasExpectedToGoOn() {
            assertThat(count(ping, "AB", "ABAC")).isEqualTo(1);
        }

        @Test
        void doesNotCountInsideOfOthers() {
            assertThat(count(ping, "payload ABAC payload", "AB payload ABAC")).isZero();
        }

        @Test
        void isNamed() {
            assertThat(bytes((byte) 0xC0, (byte) 0)).hasToString("message C0 00");
        }
    }

    @Nested
    class Anything {

        @Test
        void countsReads() {
            assertThat(count(anyTraffic(), "A", "BC")).isEqualTo(2);
        }

        @Test
        void isNamed() {
            assertThat(anyTraffic()).hasToString("any traffic");
        }
    }
}
