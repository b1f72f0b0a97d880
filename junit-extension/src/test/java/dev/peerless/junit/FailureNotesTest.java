package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.peerless.peer.Endpoint;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Dialogue;
import dev.peerless.transcript.WireEvent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** A failed test tells what its peers failed with, and what they saw. */
class FailureNotesTest {

    private static String notes(Class<?> tests, String method) {
        return notes(InnerRun.of(tests, method).counts(0, 1, 0).failure());
    }

    private static String notes(Throwable failure) {
        return Arrays.stream(failure.getSuppressed())
                .map(note -> note + (note.getCause() == null ? "" : "\ncaused by " + note.getCause()))
                .map(FailureNotesTest::withoutRelease)
                .map(InnerRun::masked)
                .collect(Collectors.joining("\n\n"));
    }

    /** Where descriptors are seen, the client's own end may be seen in time, or not. */
    private static String withoutRelease(String message) {
        return message.replaceFirst("\\R.*socket released.*", "");
    }

    static final class Buggy implements Conversation {

        @Override
        public Dialogue begin() {
            return (bytes, replies) -> {
                throw new IllegalStateException("my bug");
            };
        }
    }

    static class Cases {

        /** Keeps the socket open until after the test: once out of reach, it would be closed by a garbage collection. */
        private RawClient left;

        @Test
        void dialogueThrows(@PeerSpeaks(Buggy.class) Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("hello").awaits(WireEvent.Rst.class);
                throw new SocketException("Connection reset");
            }
        }

        @Test
        void upstreamIsDead(@Peerless Peer relay) throws Exception {
            try (var dead = new ServerSocket(0)) {
                relay.relayTo(new InetSocketAddress("127.0.0.1", dead.getLocalPort()));
            }
            try (var client = new RawClient(relay)) {
                client.awaits(WireEvent.Rst.class);
                throw new SocketException("Connection reset");
            }
        }

        @Test
        void plaintextMeetsTls(@PeerSpeaksTls @PeerEchoes Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("hello\n").awaits(WireEvent.TlsFailed.class);
                throw new SocketException("Connection reset");
            }
        }

        @Test
        void wellBehaved(@PeerEchoes Peer peer, @PeerGreets("hi") Peer unused) throws Exception {
            left = new RawClient(peer).send("hello").receives("hello");
            throw new SocketException("on purpose, with " + left);
        }

        @Test
        void four(@PeerEchoes Peer a, @PeerGreets("b") Peer b, @PeerGreets("c") Peer c, @PeerGreets("d") Peer d) {
            throw new IllegalStateException("on purpose");
        }

        @Test
        void toldItself(@PeerGreets("hi") Peer peer, @PeerEchoes Peer other) throws Exception {
            try (var client = new RawClient(peer)) {
                client.receives("hi");
                fail("Expecting " + peer + "\nto be nicer, but\n>" + marked(peer));
            }
        }

        @Test
        void toldOfOneOfTwoAlike(@PeerRefuses Peer peer, @PeerRefuses Peer other) {
            fail("Expecting " + peer + "\nto listen, but\n>" + marked(peer));
        }

        private static String marked(Endpoint peer) {
            return peer.settledTranscript().toString().replace("\n", "\n   ").substring(1);
        }

        @Test
        void theFailureItself(@PeerSpeaks(Buggy.class) Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("hello").awaits(WireEvent.Rst.class);
                throw new IllegalStateException(peer.failures().get(0));
            }
        }

        @Test
        void isAborted(@PeerSpeaks(Buggy.class) Peer peer) throws Exception {
            throw new TestAbortedException("on purpose");
        }
    }

    @Nested
    class OfAPeerThatFailedItself {

        @Test
        void whatItsDialogueThrew() {
            assertThat(notes(Cases.class, "dialogueThrows")).isEqualTo("""
                            peer on port PORT (speaks Buggy) failed: java.lang.IllegalStateException: my bug
                               #1 +TIME ms  <  connect from 127.0.0.1:PORT
                               #1 +TIME ms  <  data 5 B  "hello"
                               #1 +TIME ms     failed     java.lang.IllegalStateException: my bug
                               #1 +TIME ms  >  RST        conversation
                            caused by java.lang.IllegalStateException: my bug\
                            """);
        }

        @Test
        void whyARelayReachedNobody() {
            assertThat(notes(Cases.class, "upstreamIsDead")).isEqualTo("""
                            transcript of peer on port PORT (well-behaved)
                               #1 +TIME ms  <  connect from 127.0.0.1:PORT
                               #1 +TIME ms  >  RST        upstream could not be reached: Connection refused\
                            """);
        }

        @Test
        void whatCameInsteadOfTls() {
            assertThat(notes(Cases.class, "plaintextMeetsTls"))
                    .startsWith("transcript of peer on port PORT (speaks TLS, echoes)\n   #1 ")
                    .contains("data 6 B  \"hello\\n\"\n", "ms     TLS        failed: Un");
        }

        @Test
        void andNotTwice() {
            var failure = InnerRun.of(Cases.class, "theFailureItself").failure();

            assertThat(notes(failure)).startsWith("transcript of peer on port PORT (speaks Buggy)\n   #1 ");
            assertThat(failure.getSuppressed()).hasSize(1);
        }

        @Test
        void inItsStackTrace() {
            var trace = new StringWriter();
            InnerRun.of(Cases.class, "dialogueThrows").failure().printStackTrace(new PrintWriter(trace, true));

            assertThat(trace.toString())
                    .contains("\tSuppressed: peer on port ")
                    .contains("\tCaused by: java.lang.IllegalStateException: my bug");
        }
    }

    @Nested
    class OfAnyFailure {

        @Test
        void whatEachPeerSaw() {
            assertThat(notes(Cases.class, "wellBehaved")).isEqualTo("""
                            transcript of peer on port PORT (echoes)
                               #1 +TIME ms  <  connect from 127.0.0.1:PORT
                               #1 +TIME ms  <  data 5 B  "hello"
                               #1 +TIME ms  >  data 5 B  "hello"

                            transcript of peer on port PORT (greets with "hi")
                               (nothing happened)\
                            """);
        }

        @Test
        void ofThreePeersAtMost() {
            assertThat(notes(Cases.class, "four").lines().filter(line -> line.startsWith("transcript of ")))
                    .hasSize(3);
        }

        @Test
        void notWhatItSaysItself() {
            assertThat(notes(Cases.class, "toldItself"))
                    .isEqualTo("transcript of peer on port PORT (echoes)\n   (nothing happened)");
        }

        @Test
        void whatAnotherPeerSawThatTheFailureSaysOfOne() {
            assertThat(notes(Cases.class, "toldOfOneOfTwoAlike")).isEqualTo("""
                            transcript of peer on port PORT (refuses connections)
                               -- +TIME ms     refuses    @PeerRefuses\
                            """);
        }
    }

    @Nested
    class OfPeersOfTheClass {

        @Test
        void eachFailureToOneTest() {
            var notes = InnerRun.of(StaticCases.class).counts(0, 2, 0).failures().stream()
                    .filter(SocketException.class::isInstance)
                    .map(FailureNotesTest::notes)
                    .sorted()
                    .toList();

            assertThat(notes).hasSize(2);
            assertThat(notes.get(0)).startsWith("peer on port PORT (speaks Buggy) failed: ");
            assertThat(notes.get(1)).startsWith("transcript of peer on port PORT (speaks Buggy)\n");
        }
    }

    static class StaticCases {

        @PeerSpeaks(Buggy.class)
        static Peer peer;

        @Test
        void fails() throws Exception {
            meetsTheBug();
        }

        @Test
        void failsToo() throws Exception {
            meetsTheBug();
        }

        private static synchronized void meetsTheBug() throws Exception {
            if (peer.failures().isEmpty()) {
                try (var client = new RawClient(peer)) {
                    client.send("hello").awaits(WireEvent.Rst.class);
                }
            }
            throw new SocketException("Connection reset");
        }
    }

    @Nested
    class ByConfiguration {

        @Test
        void failuresWithoutTranscripts() {
            assertThat(notes(configured("false", "dialogueThrows").failure())).isEqualTo("""
                            peer on port PORT (speaks Buggy) failed: java.lang.IllegalStateException: my bug
                            caused by java.lang.IllegalStateException: my bug\
                            """);
        }

        @Test
        void nothingOfWellBehavedPeers() {
            assertThat(configured("false", "wellBehaved").failure()).hasNoSuppressedExceptions();
        }

        @Test
        void mustBeTrueOrFalse() {
            assertThat(configured("no", "wellBehaved").misuse())
                    .isEqualTo(
                            "Configuration parameter peerless.failures.transcripts = \"no\" is neither true nor false."
                                    + " Write false to leave the transcripts of peers out of the failures of their tests.");
        }

        private static InnerRun configured(String value, String method) {
            return InnerRun.of(Cases.class, method, Map.of("peerless.failures.transcripts", value));
        }
    }
}
