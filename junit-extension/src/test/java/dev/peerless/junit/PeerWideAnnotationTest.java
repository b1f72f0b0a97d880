package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.fault.Ending;
import dev.peerless.fault.Excess;
import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.fault.UnsupportedFaultException;
import dev.peerless.peer.Peer;
import dev.peerless.transcript.WireEvent;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.opentest4j.TestAbortedException;

/** What the annotations do that are about a whole peer, or about an answer, as plain sockets and the JDK's clients meet it. */
class PeerWideAnnotationTest {

    private static boolean listens(WireEvent event) {
        return event instanceof WireEvent.Listening listening && listening.listening();
    }

    @Nested
    class Crashes {

        @Test
        void unreadBytesAreAnsweredWithARstAndConnectsAreRefused(@PeerEchoes @PeerCrashes(afterReceiving = 3) Peer peer)
                throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("abcd").receives("ab").receivesReset();
            }
            RawClient.assertRefused(peer);

            peer.listenAgain();

            assertThat(peer.transcript().toString()).contains("crashed    @PeerCrashes(afterReceiving = 3)");
        }

        @Test
        void itRestartsByItself(
                @PeerEchoes @PeerCrashes(afterReceiving = 1, restartsAfter = "100ms", connections = "1") Peer peer)
                throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("a").receivesFin();
            }
            RawClient.await(peer, PeerWideAnnotationTest::listens);
            try (var client = new RawClient(peer)) {
                client.send("abc").receives("abc");
            }
        }
    }

    @Nested
    class Overloaded {

        @Test
        void theExcessIsResetByDefault(@PeerEchoes @PeerOverloaded(maxConnections = 1) Peer peer) throws Exception {
            try (var first = new RawClient(peer)) {
                first.send("a").receives("a");
                RawClient.assertReset(peer);
                first.send("b").receives("b");
            }
        }

        @Test
        void whoWaitsIsServedOnceThereIsRoom(
                @PeerEchoes @PeerOverloaded(maxConnections = 1, excess = Excess.LEAVE_IN_QUEUE) Peer peer)
                throws Exception {
            try (var waiting = waitingBehindOneThatLeaves(peer)) {
                waiting.receives("b");
            }
        }

        private static RawClient waitingBehindOneThatLeaves(Peer peer) throws Exception {
            try (var first = new RawClient(peer)) {
                first.send("a").receives("a");
                var waiting = new RawClient(peer)
                        .send("b")
                        .awaits(WireEvent.LeftInQueue.class)
                        .receivesNothing();
                first.finish().receivesFin();
                return waiting;
            }
        }

        @Test
        void provesNothingIfThereWasRoomForAll() {
            assertThat(InnerRun.of(RoomForAll.class).message())
                    .contains(
                            "@PeerOverloaded(maxConnections = 2) never struck: had at most 1 of 2 connections at once");
        }
    }

    static class RoomForAll {

        @Test
        void test(@PeerEchoes @PeerOverloaded(maxConnections = 2) Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("a").receives("a");
            }
        }
    }

    @Nested
    class IgnoresConnects {

        @Test
        @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere a full queue does not ignore connects")
        void theyTimeOutFromTheVeryFirstOne(@PeerIgnoresConnects Peer peer) throws Exception {
            try (var socket = new Socket()) {
                assertThatThrownBy(() -> socket.connect(peer.address(), 200))
                        .isExactlyInstanceOf(SocketTimeoutException.class);
            }
        }

        @Test
        @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere a full queue does not ignore connects")
        void aLimitedOneAnswersInTheEnd(@PeerEchoes @PeerIgnoresConnects(lasting = "100ms") Peer peer)
                throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("a").receives("a");
            }
        }

        /** On a machine whose queue answers every probe. */
        @Test
        void aTestThatCannotHaveItIsAborted() throws Exception {
            var plan = TestPlan.of(
                    WantsItIgnored.class,
                    WantsItIgnored.class.getDeclaredMethod("test", Peer.class),
                    new PeerSettings(null, null, null));
            var place = Place.parameters(WantsItIgnored.class.getDeclaredMethod("test", Peer.class))
                    .get(0);
            var scope = new PeerScope(plan, Optional.empty(), ignored -> {
                throw new UnsupportedFaultException("32 connects were answered.");
            });

            assertThatThrownBy(() -> scope.peer(place))
                    .isExactlyInstanceOf(TestAbortedException.class)
                    .hasMessage("parameter #1 of method WantsItIgnored.test(Peer): 32 connects were answered.");
        }
    }

    static class WantsItIgnored {

        @Test
        void test(@PeerIgnoresConnects Peer peer) {}
    }

    @Nested
    @PeerAnswersHttp(
            body = "0123456789 123456789 123456789 123456789 123456789 123456789 123456789 123456789 123456789")
    class Truncates {

        private static final long INTO_THE_BODY = 120;

        @Test
        @PeerTruncates(afterSending = INTO_THE_BODY)
        void httpClientSeesAShortBody(Peer peer) {
            var client = HttpClient.newHttpClient();
            var request = HttpRequest.newBuilder(peer.uri("/")).build();

            assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("fixed content-length: 90");
        }

        @Test
        @EnabledForJreRange(max = JRE.JAVA_17)
        @PeerTruncates(afterSending = INTO_THE_BODY)
        void httpUrlConnectionOf17TakesItForTheWhole(Peer peer) throws Exception {
            var connection = (HttpURLConnection) peer.uri("/").toURL().openConnection();
            connection.setReadTimeout(30_000);

            assertThat(connection.getInputStream().readAllBytes()).hasSizeLessThan(90);
        }

        @Test
        @EnabledForJreRange(min = JRE.JAVA_25)
        @PeerTruncates(afterSending = INTO_THE_BODY)
        void httpUrlConnectionOf25DoesNot(Peer peer) throws Exception {
            var connection = (HttpURLConnection) peer.uri("/").toURL().openConnection();
            connection.setReadTimeout(30_000);

            assertThatThrownBy(() -> connection.getInputStream().readAllBytes())
                    .isInstanceOf(IOException.class)
                    .hasMessage("Premature EOF");
        }

        @Test
        @PeerTruncates(afterSending = INTO_THE_BODY, ending = Ending.RESET)
        void orAReset(Peer peer) throws Exception {
            var connection = (HttpURLConnection) peer.uri("/").toURL().openConnection();
            connection.setReadTimeout(30_000);

            assertThatThrownBy(() -> connection.getInputStream().readAllBytes())
                    .isInstanceOf(SocketException.class)
                    .hasMessage("Connection reset");
        }
    }

    @Nested
    class TruncatesByDefault {

        @Test
        void afterAPageBuffer(@PeerEchoes @PeerTruncates Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("x".repeat(10_000)).receives("x".repeat(8192)).receivesFin();
            }
        }
    }

    @Nested
    class Cut {

        @Test
        void nothingPassesAndNothingIsLost(@PeerEchoes @NetworkCut(afterReceiving = 2, lasting = "300ms") Peer peer)
                throws Exception {
            try (var client = new RawClient(peer)) {
                long start = System.nanoTime();
                client.send("abc").receives("a").receives("bc");
                assertThat(System.nanoTime() - start)
                        .isGreaterThanOrEqualTo(Duration.ofMillis(300).toNanos());
            }
        }
    }

    @Nested
    class ArmedByTheTest {

        @Test
        void mustStrikeAsWell() {
            assertThat(InnerRun.of(ArmsInVain.class).message())
                    .contains("to strike, but\n  resets after receiving 16 bytes never struck: no connection came");
        }
    }

    static class ArmsInVain {

        @Test
        void test(@PeerEchoes Peer peer) {
            peer.arm(Fault.reset(Trigger.afterReceiving(16))).close();
        }
    }
}
