package dev.peerless.internal.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.internal.script.Rehearsal.Strike;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for any faults and any interleaving of events. {@link Rehearsal} checks more while it plays. */
class FaultScriptPropertyTest {

    @Provide
    Arbitrary<Schedule> schedules() {
        return Schedule.any();
    }

    @Property(tries = 3000)
    void everyFaultStrikesAtMostOnce(@ForAll("schedules") Schedule schedule) {
        assertThat(Rehearsal.of(schedule).strikes).extracting(Strike::fault).doesNotHaveDuplicates();
    }

    @Property(tries = 3000)
    void nothingStrikesAfterTheEnd(@ForAll("schedules") Schedule schedule) {
        var strikes = Rehearsal.of(schedule).strikes;

        // What was due when an answer ended the connection still counts as struck at that byte, but nothing later does.
        assertThat(strikes.stream()
                        .dropWhile(strike -> !strike.fault().effect().endsConnection())
                        .map(strike -> List.of(strike.received(), strike.sent(), strike.now()))
                        .distinct())
                .hasSizeLessThanOrEqualTo(1);
    }

    @Property(tries = 1000)
    void theSameScheduleGivesTheSameStrikes(@ForAll("schedules") Schedule schedule) {
        assertThat(Rehearsal.of(schedule).strikes).isEqualTo(Rehearsal.of(schedule).strikes);
    }

    @Property(tries = 5000)
    void everyFaultStrikesWhereItsTriggerSaysAndNowhereElse(@ForAll("schedules") Schedule schedule) {
        var played = Rehearsal.of(schedule);

        for (var fault : schedule.faults()) {
            var strike = played.strikes.stream()
                    .filter(candidate -> candidate.fault().equals(fault))
                    .findFirst();
            verify(fault.trigger(), strike, played);
        }
    }

    private static void verify(Trigger trigger, Optional<Strike> strike, Rehearsal played) {
        if (trigger instanceof Trigger.AfterReceiving after) {
            verifyBytes(after.bytes(), strike.map(s -> (long) s.received()), played.stream.length(), played.over);
        } else if (trigger instanceof Trigger.InTlsHandshake) {
            boolean saysPlaintext = !played.stream.isEmpty() && played.stream.charAt(0) != '\26';
            if (saysPlaintext) {
                assertThat(strike).isEmpty();
            } else {
                verifyBytes(1, strike.map(s -> (long) s.received()), played.stream.length(), played.over);
            }
        } else if (trigger instanceof Trigger.AfterSending after) {
            verifyBytes(after.bytes(), strike.map(Strike::sent), played.sent, played.over);
        } else if (trigger instanceof Trigger.WhenReceived when) {
            verifyPattern(when.pattern().utf8(), strike, played);
        } else if (trigger instanceof Trigger.ConnectedFor when) {
            verifyTime(Rehearsal.START + when.age().toNanos(), strike, played);
        } else if (trigger instanceof Trigger.IdleFor when) {
            strike.ifPresent(s -> verifyTime(s.idleSince() + when.idle().toNanos(), strike, played));
        } else {
            var call = trigger instanceof Trigger.OnConnect ? "connected" : "demanded";
            assertThat(strike.map(Strike::how).orElse(call)).isEqualTo(call);
        }
    }

    private static void verifyBytes(long threshold, Optional<Long> struckAt, long passed, boolean over) {
        struckAt.ifPresentOrElse(
                count -> assertThat(count).isEqualTo(threshold),
                () -> assertThat(passed).isLessThan(over ? threshold + 1 : threshold));
    }

    private static void verifyPattern(String pattern, Optional<Strike> strike, Rehearsal played) {
        int found = played.stream.indexOf(pattern);
        strike.ifPresentOrElse(
                s -> assertThat(s.received()).isEqualTo(found + pattern.length()),
                () -> assertThat(found >= 0 && !(played.over && played.stream.length() == found + pattern.length()))
                        .as("a pattern that passed unnoticed")
                        .isFalse());
    }

    private static void verifyTime(long due, Optional<Strike> strike, Rehearsal played) {
        strike.ifPresentOrElse(
                s -> {
                    assertThat(s.how()).isEqualTo("passed");
                    assertThat(s.now()).isGreaterThanOrEqualTo(due);
                    assertThat(s.late() || s.now() == due).as("in time").isTrue();
                },
                () -> assertThat(played.over || played.now < due)
                        .as("not forgotten")
                        .isTrue());
    }

    @Property(tries = 1000)
    void progressIsToldOfWhatIsPendingAndOfNothingElse(@ForAll("schedules") Schedule schedule) {
        var script = new FaultScript(schedule.faults(), 1, Rehearsal.START);
        var struck = script.connected();

        for (Fault fault : schedule.faults()) {
            assertThat(script.progress(fault, Rehearsal.START).isPresent()).isNotEqualTo(struck.contains(fault));
            assertThat(script.hasStruck(fault)).isEqualTo(struck.contains(fault));
        }
    }
}
