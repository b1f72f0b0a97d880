package dev.peerless.plan;

import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.fault.Trigger.afterSending;
import static dev.peerless.fault.Trigger.onConnect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.peerless.fault.Ending;
import dev.peerless.fault.Excess;
import dev.peerless.fault.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Faults that cannot be together are an error that names both. */
class ContradictionsTest {

    private static PeerPlan plan(Fault... faults) {
        var builder = PeerPlan.builder();
        for (var fault : faults) {
            builder.fault(fault);
        }
        return builder.build();
    }

    private static void assertContradiction(String message, Fault... faults) {
        assertThatIllegalArgumentException().isThrownBy(() -> plan(faults)).withMessage(message);
    }

    @Nested
    class HowConnectsAreTaken {

        @Test
        void isOneWay() {
            assertContradiction(
                    "a peer takes connects in one way at a time, but refuses connections and ignores connects are two",
                    Fault.refuse(),
                    Fault.ignoreConnects());
            assertContradiction(
                    "a peer takes connects in one way at a time, but ignores connects for 300 ms and refuses connections"
                            + " for 1 s are two",
                    Fault.ignoreConnects(Duration.ofMillis(300)),
                    Fault.refuse(Duration.ofSeconds(1)));
            assertContradiction(
                    "a peer takes connects in one way at a time, but ignores connects and ignores connects are two",
                    Fault.ignoreConnects(),
                    Fault.ignoreConnects());
        }

        @Test
        void isUpToOneNumber() {
            assertContradiction(
                    "a peer takes connects in one way at a time, but serves at most 1 connection at once and resets the"
                            + " others and serves at most 2 connections at once and stalls the others are two",
                    Fault.overload(1, Excess.RESET),
                    Fault.overload(2, Excess.STALL));
        }

        @Test
        void mayBeNotAtAllAtFirstAndThenUpToANumber() {
            assertThat(plan(Fault.refuse(Duration.ofSeconds(1)), Fault.overload(1, Excess.RESET)))
                    .hasToString(
                            "refuses connections for 1 s; serves at most 1 connection at once and resets the others");
        }
    }

    @Nested
    class WhatComesAfterTheEnd {

        @Test
        void canNeverStrikeAtTheSameMoment() {
            assertContradiction(
                    "stalls on connect can never strike, since resets on connect ends the connection at the same moment",
                    Fault.reset(onConnect()),
                    Fault.stall(onConnect()));
            assertContradiction(
                    "crashes after sending 8 bytes can never strike, since truncates what it sends by FIN after sending 8 bytes ends"
                            + " the connection at the same moment",
                    Fault.truncate(afterSending(8), Ending.FIN),
                    Fault.crash(afterSending(8)));
            assertContradiction(
                    "closes after receiving 1 byte can never strike, since crashes after receiving 1 byte ends the"
                            + " connection at the same moment",
                    Fault.crash(afterReceiving(1)).on("1-3"),
                    Fault.close(afterReceiving(1)).on("2"));
        }

        @Test
        void isNamedAsItWasDeclared() {
            assertContradiction(
                    "@PeerStalls can never strike, since @PeerResets ends the connection at the same moment",
                    Fault.reset(onConnect()).labelled("@PeerResets"),
                    Fault.stall(onConnect()).labelled("@PeerStalls"));
        }

        @Test
        void isFineWhereItMayStillCome() {
            assertThat(plan(Fault.stall(onConnect()), Fault.reset(onConnect())).faults())
                    .as("what ends comes last")
                    .hasSize(2);
            assertThat(plan(Fault.reset(onConnect()).on("1"), Fault.stall(onConnect()))
                            .faults())
                    .as("on other connections")
                    .hasSize(2);
            assertThat(plan(Fault.reset(onConnect()).withProbability(0.5), Fault.stall(onConnect()))
                            .faults())
                    .as("by chance")
                    .hasSize(2);
            assertThat(plan(Fault.reset(onConnect()), Fault.stall(onConnect()).allowedNotToFire())
                            .faults())
                    .as("if it may stay away")
                    .hasSize(2);
            assertThat(plan(Fault.reset(afterReceiving(2)), Fault.stall(afterReceiving(1)))
                            .faults())
                    .as("at another moment")
                    .hasSize(2);
        }
    }

    @Nested
    class AClientPeer {

        private void assertRefused(String name, Fault fault) {
            var builder = PeerPlan.builder().dial().fault(fault);
            assertThatIllegalArgumentException()
                    .isThrownBy(builder::build)
                    .withMessage("a client peer dials and listens to nobody, so " + name + " has no meaning for it");
        }

        @Test
        void listensToNobody() {
            assertRefused("refuses connections", Fault.refuse());
            assertRefused("ignores connects", Fault.ignoreConnects());
            assertRefused("serves at most 1 connection at once and resets the others", Fault.overload(1, Excess.RESET));
            assertRefused("crashes on connect", Fault.crash(onConnect()));
        }

        @Test
        void mayBeCutOff() {
            assertThat(PeerPlan.builder().dial().fault(Fault.cut(onConnect())).build())
                    .hasToString("dials; is cut off on connect, all connections");
        }
    }
}
