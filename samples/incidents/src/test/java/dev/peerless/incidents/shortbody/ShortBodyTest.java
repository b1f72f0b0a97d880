package dev.peerless.incidents.shortbody;

import static dev.peerless.assertions.PeerlessAssertions.assertThatCall;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.condition.JRE.JAVA_17;

import dev.peerless.incidents.Verdict;
import dev.peerless.junit.PeerAnswersHttp;
import dev.peerless.junit.PeerSpeaks;
import dev.peerless.junit.PeerTruncates;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Dialogue;
import dev.peerless.plan.Step;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnJre;

/** The connection ends in the middle of a price: a table costs 1200, and 12 have come. */
class ShortBodyTest {

    private static final String LIST = "chair=80\ntable=1200\n";

    /** {@code chair=80\ntable=12} */
    private static final int UP_TO_THE_12 = 17;

    private static final int HEAD = 80;

    /** Which JDK it is decides: that of 17 takes the part for the whole, that of 25 counts. */
    @Nested
    @PeerAnswersHttp(body = LIST)
    @PeerTruncates(afterSending = HEAD + UP_TO_THE_12)
    class ServerThatAnnouncesTheLength {

        @Test
        @EnabledOnJre(JAVA_17)
        void asItWasATableCosts12On17(Peer shop) throws IOException {
            assertThat(PriceListAsItWas.load(list(shop))).contains(entry("table", 12));

            assertThatConnection(shop).wasClosed();
        }

        @Test
        @EnabledForJreRange(minVersion = 25)
        void asItWasTheImportFailsOn25(Peer shop) {
            assertThatThrownBy(() -> PriceListAsItWas.load(list(shop)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("Premature EOF");
        }

        @Test
        @EnabledOnJre(JAVA_17)
        void theGuardFailsForTheImportAsItWasOn17(Peer shop) {
            assertThat(Verdict.of(() -> guard(() -> PriceListAsItWas.load(list(shop)))))
                    .isEqualTo("""
                        Expecting the call
                        to report that its answer was cut short, by failing with a connection loss within 5 s,
                        but it returned after _ ms, as if it had the whole answer.""");
        }

        @Test
        void theFixedImportRefusesThePart(Peer shop) {
            guard(() -> PriceList.load(list(shop)));
        }
    }

    /** As HTTP/1.0 has it: the end of the connection is the end of the body, so no client can tell. */
    @Nested
    @PeerSpeaks(OldServer.class)
    @PeerTruncates(afterSending = OldServer.HEAD_LENGTH + UP_TO_THE_12)
    class ServerThatAnnouncesNothing {

        @Test
        void asItWasATableCosts12OnAnyJdk(Peer shop) throws IOException {
            assertThat(PriceListAsItWas.load(list(shop))).contains(entry("table", 12));
        }

        @Test
        void theGuardFailsForTheImportAsItWasOnAnyJdk(Peer shop) {
            assertThat(Verdict.of(() -> guard(() -> PriceListAsItWas.load(list(shop)))))
                    .isEqualTo("""
                        Expecting the call
                        to report that its answer was cut short, by failing with a connection loss within 5 s,
                        but it returned after _ ms, as if it had the whole answer.""");
        }

        @Test
        void theFixedImportRefusesWhatDoesNotSayHowLongItIs(Peer shop) {
            guard(() -> PriceList.load(list(shop)));
        }
    }

    @Test
    @PeerAnswersHttp(body = LIST)
    void theFixedImportTakesTheWhole(Peer shop) throws IOException {
        assertThat(PriceList.load(list(shop))).isEqualTo(Map.of("chair", 80, "table", 1200));
    }

    private static void guard(Callable<Map<String, Integer>> load) {
        assertThatCall(load).reportsTruncation();
    }

    private static URI list(Peer shop) {
        return shop.uri("/prices");
    }

    static final class OldServer implements Conversation {

        private static final String HEAD = "HTTP/1.0 200 OK\r\n\r\n";
        static final int HEAD_LENGTH = 19;

        @Override
        public Dialogue begin() {
            return Conversation.replay(Step.await("\r\n\r\n"), Step.send(HEAD + LIST), Step.finish())
                    .begin();
        }
    }
}
