package dev.peerless.internal.os;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.internal.os.SocketTable.Entry;
import dev.peerless.internal.os.SocketWatch.Holder;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kernel's socket table says of whether the code under test has given up its end. */
class HolderTest {

    private static final Holder RELEASED = new Holder(Optional.empty(), true);

    private static final int ESTABLISHED = 1;
    private static final int FIN_WAIT_2 = 5;
    private static final int CLOSE_WAIT = 8;

    /** A socket of this state that no process holds. */
    private static Optional<Entry> unheld(int state) {
        return Optional.of(new Entry(state, 0, 0, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(ints = {ESTABLISHED, 3, CLOSE_WAIT})
    void isUnknownWhileTheConnectionWaitsToBeAccepted(int state) {
        assertThat(SocketWatch.holder(unheld(ESTABLISHED), unheld(state))).isEqualTo(Holder.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, FIN_WAIT_2, 6, 7, 9, 11})
    void isReleasedIfItsSocketIsLeftToTheKernel(int state) {
        assertThat(SocketWatch.holder(unheld(CLOSE_WAIT), unheld(state))).isEqualTo(RELEASED);
    }

    @Test
    void isReleasedIfARstTookBothSocketsAway() {
        assertThat(SocketWatch.holder(Optional.empty(), Optional.empty())).isEqualTo(RELEASED);
    }

    @ParameterizedTest
    @ValueSource(ints = {6, CLOSE_WAIT, 9, 11})
    void isReleasedIfItsFinHasArrivedAndItsSocketIsGone(int state) {
        assertThat(SocketWatch.holder(unheld(state), Optional.empty())).isEqualTo(RELEASED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere nobody sees who holds a socket")
    void isLookedForWhileSomebodyCares(boolean wanted) {
        var nobody = new InetSocketAddress("127.0.0.1", 1);
        var found = new CompletableFuture<Holder>();

        SocketWatch.findHolder(nobody, nobody, () -> wanted, found::complete);

        assertThat(found).succeedsWithin(Duration.ofSeconds(60)).isEqualTo(wanted ? RELEASED : Holder.UNKNOWN);
    }

    /** Such as a server in a container: its socket stands in another table. */
    @ParameterizedTest
    @ValueSource(ints = {ESTABLISHED, 4, FIN_WAIT_2})
    void isUnknownIfItsSocketIsNowhereThoughTheConnectionLives(int state) {
        assertThat(SocketWatch.holder(unheld(state), Optional.empty())).isEqualTo(Holder.UNKNOWN);
    }
}
