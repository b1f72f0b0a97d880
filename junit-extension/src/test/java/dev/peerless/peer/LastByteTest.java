package dev.peerless.peer;

import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.fault.Trigger.afterSending;
import static dev.peerless.fault.Trigger.whenReceived;
import static dev.peerless.transcript.Direction.RECEIVED;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.HttpAnswer;
import dev.peerless.plan.Step;
import dev.peerless.transcript.WireEvent;
import dev.peerless.wire.Bytes;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A fault that waits for bytes strikes instead of the answer to the last of them, which is heard all the same. */
class LastByteTest {

    @Nested
    class OfWhatAStubReceives {

        private final ListeningEcho echo = new ListeningEcho();

        private Peer echoing(Fault fault) {
            return Peer.plan().speak(echo).fault(fault).listen();
        }

        @ParameterizedTest
        @EnumSource
        void isHeardButNotAnswered(Strike strike) throws Exception {
            try (var peer = echoing(strike.at(afterReceiving(3)));
                    var client = RawClient.to(peer)) {
                client.write("abc");

                strike.assertStrikesBehind("ab", peer, client);
                assertThat(echo.heard()).isEqualTo("abc");
            }
        }

        @ParameterizedTest
        @EnumSource
        void isTheSameByteHoweverTheyArrive(Strike strike) throws Exception {
            try (var peer = echoing(strike.at(afterReceiving(3)));
                    var client = RawClient.to(peer)) {
                for (int i = 0; i < 3; i++) {
                    client.write("abc".substring(i, i + 1));
                    Wire.awaitReceived(peer, i + 1);
                }

                strike.assertStrikesBehind("ab", peer, client);
                assertThat(echo.heard()).isEqualTo("abc");
            }
        }

        @ParameterizedTest
        @EnumSource
        void isTheLastOfAPattern(Strike strike) throws Exception {
            try (var peer = echoing(strike.at(whenReceived("QUIT\r\n")));
                    var client = RawClient.to(peer)) {
                client.write("QUITQUIT\r\n");

                strike.assertStrikesBehind("QUITQUIT\r", peer, client);
                assertThat(echo.heard()).isEqualTo("QUITQUIT\r\n");
            }
        }

        @ParameterizedTest
        @EnumSource
        void mayBeTheFirst(Strike strike) throws Exception {
            try (var peer = echoing(strike.at(afterReceiving(1)));
                    var client = RawClient.to(peer)) {
                client.write("a");

                strike.assertStrikesBehind("", peer, client);
                assertThat(echo.heard()).isEqualTo("a");
            }
        }

        /** A peer that half-closes goes on listening, to no avail for who wants to be answered. */
        @ParameterizedTest
        @EnumSource(mode = Mode.EXCLUDE, names = "HALF_CLOSE")
        void isTheLastThatIsHeard(Strike strike) throws Exception {
            try (var peer = echoing(strike.at(afterReceiving(3)));
                    var client = RawClient.to(peer)) {
                client.write("abcdef");

                strike.assertStrikesBehind("ab", peer, client);
                assertThat(echo.heard()).isEqualTo("abc");
            }
        }

        @Test
        void isNotTheLastThatIsHeardByAPeerThatHalfCloses() throws Exception {
            try (var peer = echoing(Fault.halfClose(afterReceiving(3)));
                    var client = RawClient.to(peer)) {
                client.write("abcdef");

                Strike.HALF_CLOSE.assertStrikesBehind("ab", peer, client);
                client.finish();
                Wire.awaitFin(peer, RECEIVED);
                assertThat(echo.heard()).isEqualTo("abcdef");
                assertThat(Wire.payload(peer.settledTranscript(), SENT)).isEqualTo(Bytes.utf8("ab"));
            }
        }
    }

    @Nested
    class OfARequest {

        @ParameterizedTest
        @EnumSource
        void bringsNoByteOfAResponse(Strike strike) throws Exception {
            var heard = new StringBuffer();
            var stub = Conversation.http(request -> {
                heard.append(request.method()).append(' ').append(request.target());
                return HttpAnswer.ok("never seen");
            });
            try (var peer = Peer.plan()
                            .speak(stub)
                            .fault(strike.at(whenReceived("\r\n\r\n")))
                            .listen();
                    var client = RawClient.to(peer)) {
                client.write("GET /orders HTTP/1.1\r\nHost: orders\r\n\r\n");

                strike.assertStrikesBehind("", peer, client);
                assertThat(heard).hasToString("GET /orders");
            }
        }

        @ParameterizedTest
        @EnumSource
        void leavesTheRequestsBeforeItTheirAnswers(Strike strike) throws Exception {
            try (var peer = Peer.plan()
                            .speak(Conversation.lines(line -> "OK " + line))
                            .fault(strike.at(whenReceived("two\n")))
                            .listen();
                    var client = RawClient.to(peer)) {
                client.write("one\ntwo\nthree\n");

                strike.assertStrikesBehind("OK one\n", peer, client);
            }
        }

        /** The answer ends with a FIN of its own. */
        @ParameterizedTest
        @EnumSource(names = {"RST", "VANISH", "STALL"})
        void bringsNoFinEither(Strike strike) throws Exception {
            try (var peer = Peer.plan()
                            .speak(Conversation.replay(Step.await("QUIT\r\n"), Step.send("bye\r\n"), Step.finish()))
                            .fault(strike.at(afterReceiving(6)))
                            .listen();
                    var client = RawClient.to(peer)) {
                client.write("QUIT\r\n");

                strike.assertStrikesBehind("", peer, client);
                assertThat(peer.transcript().events()).noneMatch(WireEvent.Fin.class::isInstance);
            }
        }

        @Test
        void isAnsweredInWholeBeforeAFaultThatWaitsForWhatIsSent() throws Exception {
            try (var peer = Peer.plan()
                            .speak(Conversation.lines(line -> "OK " + line))
                            .fault(Fault.reset(afterSending("OK one\n".length())))
                            .listen();
                    var client = RawClient.to(peer)) {
                client.write("one\ntwo\n");

                Strike.RST.assertStrikesBehind("OK one\n", peer, client);
            }
        }
    }

    @Nested
    class OfWhatARelayReceives {

        @ParameterizedTest
        @EnumSource
        void reachesTheUpstreamWhoseAnswerGoesNowhere(Strike strike) throws Exception {
            try (var upstream = Upstream.listening();
                    var relay = Peer.plan()
                            .relayTo(upstream.address())
                            .fault(strike.at(whenReceived("two\n")))
                            .listen();
                    var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                client.write("one\n");
                assertThat(Upstream.readText(served, 4)).isEqualTo("one\n");
                Upstream.write(served, "OK one\n");
                assertThat(client.readText(7)).isEqualTo("OK one\n");
                client.write("two\n");

                assertThat(Upstream.readText(served, 4)).isEqualTo("two\n");
                answer(served, "OK two\n");

                strike.assertIsAllThatComes(relay, client);
                assertThat(Wire.payload(relay.settledTranscript(), SENT)).isEqualTo(Bytes.utf8("OK one\n"));
            }
        }

        /** A reset has come here, too, by now or a moment later. */
        private static void answer(Socket served, String text) throws IOException {
            try {
                Upstream.write(served, text);
            } catch (SocketException reset) {
                assertThat(reset).hasMessageMatching("Connection reset by peer|Broken pipe");
            }
        }
    }

    @Nested
    class BeforeAStall {

        @Test
        void isAnsweredOnceItIsOverAndBeforeAllThatCameLater() throws Exception {
            var echo = new ListeningEcho();
            try (var peer = Peer.plan()
                            .speak(echo)
                            .fault(Fault.stall(afterReceiving(3)))
                            .listen();
                    var client = RawClient.to(peer)) {
                client.write("abcdef");
                Strike.STALL.assertStrikesBehind("ab", peer, client);
                client.write("ghi");
                assertThat(echo.heard()).isEqualTo("abc");

                peer.connection(1).resume();

                assertThat(client.readText(7)).isEqualTo("cdefghi");
                assertThat(echo.heard()).isEqualTo("abcdefghi");
            }
        }

        @Test
        void isAnsweredOnceItIsOverWithTheFinOfTheAnswer() throws Exception {
            try (var peer = Peer.plan()
                            .speak(Conversation.replay(Step.await("QUIT\r\n"), Step.send("bye\r\n"), Step.finish()))
                            .fault(Fault.stall(whenReceived("QUIT\r\n")))
                            .listen();
                    var client = RawClient.to(peer)) {
                client.write("QUIT\r\n");
                Strike.STALL.assertStrikesBehind("", peer, client);

                peer.connection(1).resume();

                assertThat(client.readText(5)).isEqualTo("bye\r\n");
                assertThat(client.read()).isEqualTo("-1");
            }
        }

        @Test
        void isAnsweredOnceAllStallsAreOver() throws Exception {
            try (var peer = Peer.plan()
                            .speak(Conversation.echo())
                            .fault(Fault.stall(afterReceiving(2)))
                            .fault(Fault.stall(afterReceiving(4)))
                            .listen();
                    var client = RawClient.to(peer)) {
                client.write("abcdef");
                Strike.STALL.assertStrikesBehind("a", peer, client);
                peer.connection(1).resume();
                assertThat(client.readText(2)).isEqualTo("bc");
                assertThat(client.readForAMoment()).isEqualTo("Read timed out");

                peer.connection(1).resume();

                assertThat(client.readText(3)).isEqualTo("def");
            }
        }

        @Test
        void isNeverAnsweredIfTheStallEndsInAReset() throws Exception {
            try (var peer = Peer.plan()
                            .speak(Conversation.echo())
                            .fault(Fault.stall(afterReceiving(3)))
                            .listen();
                    var client = RawClient.to(peer)) {
                client.write("abcdef");
                Strike.STALL.assertStrikesBehind("ab", peer, client);

                peer.connection(1).reset();

                Strike.RST.assertIsAllThatComes(peer, client);
                assertThat(Wire.payload(peer.settledTranscript(), SENT)).isEqualTo(Bytes.utf8("ab"));
            }
        }
    }
}
