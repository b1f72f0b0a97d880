package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.peer.ClientPeer;
import dev.peerless.peer.Peer;
import dev.peerless.plan.PeerPlan;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of peers beside what they do: by annotation, and for a whole run. */
class PeerSettingsTest {

    private static final boolean WATCHED = true;
    private static final boolean UNWATCHED = false;

    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.PARAMETER, ElementType.TYPE})
    @Peerless(watchReleases = false, recordPayloadUpTo = 7)
    @interface Light {}

    @Nested
    class OnAPeer {

        @Test
        void theyAreTaken(
                @Peerless(watchReleases = true, receiveBuffer = 4096, recordPayloadUpTo = 0) @PeerEchoes Peer watched,
                @Peerless(watchReleases = false) @PeerEchoes Peer unwatched) {
            saysOf(watched.settledPlan(), WATCHED, 4096, 0);
            saysOf(unwatched.settledPlan(), UNWATCHED, 0, 64 * 1024);
        }

        @Test
        void theyAreTakenOfAClientPeer(@Peerless(watchReleases = true, recordPayloadUpTo = 9) ClientPeer client) {
            saysOf(client.settledPlan(), WATCHED, 0, 9);
        }

        @Test
        void theyOverrideWhatAFaultBrings(
                @SlowReader(mayNotFire = true) @Peerless(receiveBuffer = 9000) ClientPeer client) {
            assertThat(client.settledPlan().receiveBuffer()).isEqualTo(9000);
        }

        @Test
        void theyAreTakenFromAnAnnotationOfOnesOwn(
                @Light Peer peer, @Light @Peerless(watchReleases = true) Peer other) {
            saysOf(peer.settledPlan(), UNWATCHED, 0, 7);
            saysOf(other.settledPlan(), WATCHED, 0, 7);
        }

        @Test
        void theyDoNotMakeItAnother() {
            InnerRun.of(Shared.class).succeeded(2);
        }
    }

    static class Shared {

        private List<Peer> before = List.of();

        @BeforeEach
        void take(@PeerEchoes Peer declared, @Peerless(receiveBuffer = 4096) Peer plain) {
            before = List.of(declared, plain);
        }

        @Test
        void declared(@Peerless(recordPayloadUpTo = 5) @PeerEchoes Peer same) {
            assertThat(same).isSameAs(before.get(0));
            assertThat(same.settledPlan().recordedPayload()).isEqualTo(5);
        }

        @Test
        void plain(@Peerless(recordPayloadUpTo = 5) Peer same) {
            assertThat(same).isSameAs(before.get(1));
            assertThat(same.settledPlan().receiveBuffer()).isEqualTo(4096);
            assertThat(same.settledPlan().recordedPayload()).isEqualTo(5);
        }
    }

    @Nested
    class OnAClassOrMethod {

        @Test
        void theyAreForEveryPeer() {
            InnerRun.of(OfAClass.class).succeeded(4);
        }
    }

    @Peerless(watchReleases = false, recordPayloadUpTo = 10)
    static class OfAClass {

        @PeerGreets("field")
        private Peer field;

        @PeerGreets("shared")
        private static Peer shared;

        @Test
        void withOrWithoutAnnotation(@PeerEchoes Peer declared, Peer plain) {
            saysOf(declared.settledPlan(), UNWATCHED, 0, 10);
            saysOf(plain.settledPlan(), UNWATCHED, 0, 10);
            saysOf(field.settledPlan(), UNWATCHED, 0, 10);
            saysOf(shared.settledPlan(), UNWATCHED, 0, 10);
        }

        @Test
        @Peerless(watchReleases = true)
        void theNearerOneWins(@PeerEchoes Peer declared, @Peerless(watchReleases = false) Peer plain) {
            saysOf(declared.settledPlan(), WATCHED, 0, 10);
            saysOf(plain.settledPlan(), UNWATCHED, 0, 10);
            saysOf(field.settledPlan(), WATCHED, 0, 10);
        }

        @Nested
        @Peerless(recordPayloadUpTo = 64 * 1024)
        class Inner {

            @Test
            void whatWasTheDefaultIsSaidToo(@PeerEchoes Peer declared) {
                saysOf(declared.settledPlan(), UNWATCHED, 0, 64 * 1024);
            }

            @Test
            @Peerless(watchReleases = true)
            void noPeerIsNeeded() {}
        }
    }

    @Nested
    class OfARun {

        @Test
        void theyAreForEveryPeerThatIsNotToldOtherwise() {
            InnerRun.with(PeerSettings.WATCH_RELEASES, " true ", Watched.class).succeeded(2);
            InnerRun.with(PeerSettings.WATCH_RELEASES, "false", Unwatched.class).succeeded(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "never", "0"})
        void aBadOneIsTold(String bad) {
            assertThat(InnerRun.with(PeerSettings.WATCH_RELEASES, bad, Unwatched.class)
                            .misuse())
                    .isEqualTo("Configuration parameter peerless.watchReleases = \"" + bad
                            + "\" is neither true nor false. Write false to have no peer look before a RST who holds the other"
                            + " end.");
        }
    }

    static class Watched {

        @Test
        void declared(@PeerEchoes Peer peer) {
            saysOf(peer.settledPlan(), WATCHED, 0, 64 * 1024);
        }

        @Test
        void told(@Peerless(watchReleases = false) Peer peer) {
            saysOf(peer.settledPlan(), UNWATCHED, 0, 64 * 1024);
        }
    }

    static class Unwatched {

        @Test
        @Peerless
        void undeclared(Peer peer, ClientPeer client) {
            saysOf(peer.settledPlan(), UNWATCHED, 0, 64 * 1024);
            saysOf(client.settledPlan(), UNWATCHED, 0, 64 * 1024);
        }
    }

    private static void saysOf(PeerPlan plan, boolean watched, int receiveBuffer, int recorded) {
        assertThat(plan.watchesReleases()).as("watched").isEqualTo(watched);
        assertThat(plan.receiveBuffer()).as("receive buffer").isEqualTo(receiveBuffer);
        assertThat(plan.recordedPayload()).as("recorded payload").isEqualTo(recorded);
    }

    @Nested
    class Misuse {

        @Test
        void noBufferIsTooSmall() {
            assertThat(InnerRun.of(Wrong.class, "smallBuffer").misuse())
                    .isEqualTo(
                            "@Peerless on parameter #1 of method Wrong.smallBuffer(Peer): receiveBuffer = 0, but must"
                                    + " be a number of bytes from 1 to 2147483647.");
        }

        @Test
        void noPayloadIsNegativeOrLargerThanAnArray() {
            assertThat(InnerRun.of(Wrong.class, "negativePayload").misuse())
                    .isEqualTo("@Peerless on method Wrong.negativePayload(Peer): recordPayloadUpTo = -1, but must be a"
                            + " number of bytes from 0 to 2147483647.");
            assertThat(InnerRun.of(Wrong.class, "hugePayload").misuse())
                    .isEqualTo(
                            "@Peerless on method Wrong.hugePayload(Peer): recordPayloadUpTo = 2147483648, but must be"
                                    + " a number of bytes from 0 to 2147483647.");
        }

        @Test
        void releasesAreWatchedOrNot() {
            assertThat(InnerRun.of(Wrong.class, "both").misuse())
                    .isEqualTo(
                            "@Peerless on method Wrong.both(Peer): watchReleases = {true, false}, but must be at most"
                                    + " one.");
        }
    }

    static class Wrong {

        @Test
        void smallBuffer(@Peerless(receiveBuffer = 0) Peer peer) {}

        @Test
        @Peerless(recordPayloadUpTo = -1)
        void negativePayload(@PeerEchoes Peer peer) {}

        @Test
        @Peerless(recordPayloadUpTo = 1L << 31)
        void hugePayload(@PeerEchoes Peer peer) {}

        @Test
        @Peerless(watchReleases = {true, false})
        void both(@PeerEchoes Peer peer) {}
    }
}
