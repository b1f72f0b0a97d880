package dev.peerless.internal.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Plays a schedule to a script as the event loop would, and keeps its own account of what passed and what struck. */
final class Rehearsal {

    static final long START = 1_000;

    /** A fault has struck when so much had passed. {@code idleSince} is the time of the last byte before the strike. */
    record Strike(Fault fault, String how, int received, long sent, long now, long idleSince, boolean late) {}

    final List<Strike> strikes = new ArrayList<>();
    final StringBuilder stream = new StringBuilder();
    long sent;
    long now = START;
    boolean over;

    private final FaultScript script;
    private long lastByteAt = START;
    private boolean late;

    private Rehearsal(FaultScript script) {
        this.script = script;
    }

    static Rehearsal of(Schedule schedule) {
        var rehearsal = new Rehearsal(new FaultScript(schedule.faults(), 1, START));
        rehearsal.struck("connected", rehearsal.script.connected(), START);
        for (var event : schedule.events()) {
            if (!rehearsal.over) {
                rehearsal.play(event);
            }
        }
        return rehearsal;
    }

    private void play(Schedule.Event event) {
        if (event instanceof Schedule.Received received) {
            receive(ByteBuffer.wrap(received.text().getBytes(StandardCharsets.US_ASCII)), received.echoed());
        } else if (event instanceof Schedule.Sent sending) {
            send(sending.bytes(), sending.piece());
        } else if (event instanceof Schedule.Passed passed) {
            pass(now + passed.nanos(), passed.timerIsLate());
        } else {
            struck("demanded", script.demanded(), lastByteAt);
        }
    }

    private void receive(ByteBuffer bytes, boolean echoed) {
        while (bytes.hasRemaining() && !over) {
            long before = lastByteAt;
            var cut = script.received(bytes, now);
            for (int i = 0; i < cut.passing(); i++) {
                stream.append((char) bytes.get());
            }
            assertThat(cut.passing() > 0 || !cut.strikes().isEmpty())
                    .as("a cut makes progress")
                    .isTrue();
            lastByteAt = now;
            // The strikes come before the answer to the last byte, which then gets out only if the connection lives.
            int withheld = cut.strikes().isEmpty() ? 0 : Math.min(cut.passing(), 1);
            if (echoed) {
                send(cut.passing() - withheld, cut.passing());
            }
            struck("received", cut.strikes(), before);
            if (echoed) {
                send(withheld, 1);
            }
            assertThat(cut.strikes().isEmpty() && bytes.hasRemaining())
                    .as("bytes are left only behind a strike")
                    .isFalse();
        }
    }

    private void send(int bytes, int piece) {
        for (long left = bytes; left > 0 && !over; ) {
            long allowance = script.sendAllowance();
            assertThat(allowance).isPositive();
            long count = Math.min(Math.min(left, piece), allowance);
            left -= count;
            sent += count;
            long before = lastByteAt;
            lastByteAt = now;
            struck("sent", script.sent(count, now), before);
        }
    }

    /** Moves the clock, deadline by deadline unless the timer is late. */
    private void pass(long until, boolean timerIsLate) {
        late = timerIsLate;
        for (long next = script.nextDeadline(); !timerIsLate && next <= until && !over; next = script.nextDeadline()) {
            now = Math.max(now, next);
            assertThat(script.passed(next - 1))
                    .as("nothing strikes before the deadline")
                    .isEmpty();
            var due = script.passed(now);
            assertThat(due).as("the deadline is one").isNotEmpty();
            struck("passed", due, lastByteAt);
        }
        now = Math.max(now, until);
        struck("passed", script.passed(now), lastByteAt);
        late = false;
    }

    private void struck(String how, List<Fault> faults, long idleSince) {
        for (var fault : faults) {
            strikes.add(new Strike(fault, how, stream.length(), sent, now, idleSince, late));
            if (fault.effect().endsConnection()) {
                over = true;
                script.ended(now);
            }
        }
    }
}
