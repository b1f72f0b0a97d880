package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Way;
import dev.peerless.peer.Peer;
import java.io.InputStream;
import java.net.Socket;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CorruptAnnotationTest {

    private static final String REQUEST = "GET /orders HTTP/1.1\r\nHost: orders\r\n\r\n";

    private static InputStream request(Socket socket) throws Exception {
        socket.setSoTimeout(60_000);
        socket.getOutputStream().write(REQUEST.getBytes());
        return socket.getInputStream();
    }

    @Test
    void flipsBits(@PeerEchoes @PeerCorrupts(flipOneIn = 1) Peer peer) throws Exception {
        try (var client = new RawClient(peer)) {
            client.send("a");

            assertThat(Integer.bitCount(client.read() ^ 'a')).isEqualTo(1);
        }
    }

    @Test
    void altersWhatThePeerReceives(
            @PeerEchoes @PeerCorrupts(flipOneIn = 1, garbageBytes = 2, direction = Way.RECEIVING, afterReceiving = 1)
                    Peer peer)
            throws Exception {
        try (var client = new RawClient(peer)) {
            client.send("ab").receives("a");
            client.read();
            client.read();

            assertThat(Integer.bitCount(client.read() ^ 'b')).isEqualTo(1);
        }
    }

    @Test
    void sendsGarbageOfItsSeed(
            @PeerGreets("x") @PeerCorrupts(garbageBytes = 2, seed = 7) Peer one,
            @PeerGreets("x") @PeerCorrupts(garbageBytes = 2, seed = 7) Peer other)
            throws Exception {
        try (var client = new RawClient(one);
                var another = new RawClient(other)) {
            assertThat(client.read()).isEqualTo(another.read());
            assertThat(client.read()).isEqualTo(another.read());
            client.receives("x");
            another.receives("x");
        }
    }

    @Test
    void showsTheSeedThatWasDrawn(@PeerGreets("x") @PeerCorrupts(flipOneIn = 1) Peer peer) throws Exception {
        assertThat(peer.toString())
                .matches("peer on port \\d+ \\(greets with \"x\"; corrupts what it sends \\(a bit in every byte\\) on"
                        + " connect, all connections, with seed \\d+\\)");
        try (var client = new RawClient(peer)) {
            assertThat(client.read()).isNotEqualTo('x');
        }
    }

    @Test
    void endsWithItsTime(@PeerEchoes @PeerCorrupts(afterReceiving = 1, flipOneIn = 1, lasting = "500ms") Peer peer)
            throws Exception {
        try (var client = new RawClient(peer)) {
            do {
                client.send("x");
            } while (client.read() != 'x');
            client.send("y").receives("y");
        }
    }

    /** What other tools call random data and then a close. */
    @Test
    void answersWithGarbageAndCloses(
            @PeerAnswersHttp(body = "hello") @PeerCorrupts(garbageBytes = 64) @PeerTruncates(afterSending = 64)
                    Peer peer)
            throws Exception {
        try (var socket = new Socket(peer.host(), peer.port())) {
            assertThat(request(socket).readAllBytes()).hasSize(64).asString().doesNotContain("HTTP/1.1");
        }
    }

    /** What other tools call a malformed response. */
    @Test
    void answersWithGarbageInTheMiddle(
            @PeerAnswersHttp(body = "hello, and how are you today? This takes more than 100 bytes with its headers.")
                    @PeerCorrupts(garbageBytes = 64, afterSending = 100)
                    @PeerTruncates(afterSending = 164)
                    Peer peer)
            throws Exception {
        try (var socket = new Socket(peer.host(), peer.port())) {
            var answer = request(socket).readAllBytes();

            assertThat(answer).hasSize(164);
            assertThat(new String(answer, 0, 100))
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .contains("\r\n\r\nhello");
        }
    }

    @Nested
    class Misuse {

        @Test
        void ofOneThatMeetsNoByteFailsTheTest() {
            assertThat(InnerRun.of(Cases.class, "meetsNoByte").message())
                    .contains("  @PeerCorrupts(flipOneIn = 1, seed = 7) never struck:"
                            + " #1 had sent 0 bytes since its trigger and altered none of them\n");
        }

        @Test
        void isToldWithSeedInTheTranscript() {
            assertThat(InnerRun.of(Cases.class, "fails").reports().get(0))
                    .contains(">  corrupted  @PeerCorrupts(garbageBytes = 2, seed = 7)"
                            + " (2 B inserted, from byte 1 on, seed 7)");
        }
    }

    static final class Cases {

        @Test
        void meetsNoByte(@PeerCorrupts(flipOneIn = 1, seed = 7) Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.receivesNothing();
            }
        }

        @Test
        void fails(@PeerGreets("x") @PeerCorrupts(garbageBytes = 2, seed = 7) Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.read();
                client.read();
                client.receives("y");
            }
        }
    }
}
