package dev.peerless.assertions;

import static dev.peerless.assertions.Events.FAULT;
import static dev.peerless.assertions.Events.connected;
import static dev.peerless.assertions.Events.finReceived;
import static dev.peerless.assertions.Events.finSent;
import static dev.peerless.assertions.Events.rstSent;
import static dev.peerless.assertions.Events.transcript;
import static dev.peerless.assertions.Events.vanished;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.transcript.Direction;
import dev.peerless.transcript.Origin;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Rst;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which trap a failure is about where the code under test holds a connection on, by made-up transcripts. */
class HeldConnectionTest {

    private static @Nullable Trap holding(WireEvent marked, WireEvent... events) {
        return Traps.holding(Verdict.failed("", marked), transcript(events));
    }

    @Test
    void isCloseWaitAfterAFin() {
        var fin = finSent(1, 5, FAULT);
        assertThat(holding(fin, connected(1, 0), fin)).isEqualTo(Trap.CLOSE_WAIT);
        assertThat(holding(fin, connected(1, 0), fin, finReceived(1, 9))).isNull();
        assertThat(Traps.unnoticed(Verdict.failed("", fin), transcript(connected(1, 0), fin)))
                .isEqualTo(Trap.LOSS_UNREAD);
    }

    @Test
    void isTheDescriptorAfterARst() {
        var rst = rstSent(1, 5);
        assertThat(holding(rst, connected(1, 0), rst)).isEqualTo(Trap.HELD_AFTER_RESET);
        assertThat(holding(rst, connected(1, 0), rst, new WireEvent.Released(1, 9)))
                .isNull();
        assertThat(Traps.unnoticed(Verdict.failed("", rst), transcript(connected(1, 0), rst)))
                .isEqualTo(Trap.LOSS_UNREAD);
    }

    @Test
    void isNothingAfterARstThatShowsNothing() {
        var rst = new Rst(1, 5_000_000, Direction.SENT, FAULT, "", false);
        assertThat(holding(rst, connected(1, 0), rst)).isNull();
    }

    @Test
    void isSilenceAfterAVanishing() {
        var vanished = vanished(1, 5);
        assertThat(holding(vanished, connected(1, 0), vanished)).isEqualTo(Trap.VANISHED_UNNOTICED);
        assertThat(Traps.unnoticed(Verdict.failed("", vanished), transcript(connected(1, 0), vanished)))
                .isEqualTo(Trap.VANISHED_UNNOTICED);
    }

    @Test
    void isOfTheConnectionThatIsMarked() {
        var other = finSent(2, 5, FAULT);
        assertThat(holding(other, connected(1, 0), connected(2, 0), finReceived(1, 3), other))
                .isEqualTo(Trap.CLOSE_WAIT);
    }

    @Test
    void isNothingOnceThePeerWasClosed() {
        var fin = finSent(1, 5, FAULT);
        var closing = new Rst(1, 9_000_000, Direction.SENT, new Origin.ByClosing(), "", false);
        assertThat(holding(fin, connected(1, 0), fin, closing)).isNull();
    }

    @Test
    void isNothingWhereNoEndIsMarked() {
        var connected = connected(1, 0);
        assertThat(holding(connected, connected, finSent(1, 5, FAULT))).isNull();
        assertThat(Traps.holding(Verdict.failed(""), transcript(connected))).isNull();
        assertThat(Traps.unnoticed(Verdict.failed(""), transcript(connected))).isNull();
    }
}
