package dev.peerless.assertions;

import static dev.peerless.assertions.Messages.failureOf;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import org.junit.jupiter.api.Test;

class StalledOrVanishedTest {

    @Test
    void passesAfterAStallEvenIfItWasResumed() throws Exception {
        try (var incoming = Incoming.with(Fault.stall(Trigger.onConnect(), ofMillis(1)))) {
            incoming.send("A");
            incoming.connection().received("A").wasStalled();
        }
    }

    @Test
    void passesAfterVanishing() throws Exception {
        try (var incoming = Incoming.with(Fault.vanish(Trigger.onConnect()))) {
            incoming.connection().vanished();
        }
    }

    @Test
    void failsIfTheConnectionEndsBeforeTheStall() throws Exception {
        try (var incoming = Incoming.connected()) {
            incoming.client().sendRst();
            assertThat(failureOf(() -> incoming.connection().wasStalled())).isEqualTo("""
                            Expecting connection #1 of peer on port _ (well-behaved)
                            to have been stalled by the peer,
                            but the code under test sent RST.
                               #1 _  <  connect from 127.0.0.1:_
                            >  #1 _  <  RST""");
        }
    }

    @Test
    void failsIfTheConnectionEndsBeforeVanishing() throws Exception {
        try (var incoming = Incoming.with(Fault.reset(Trigger.onConnect()))) {
            assertThat(failureOf(() -> incoming.connection().vanished())).isEqualTo("""
                            Expecting connection #1 of peer on port _ (resets on connect, all connections)
                            to have vanished,
                            but the peer sent RST.
                               #1 _  <  connect from 127.0.0.1:_
                            >  #1 _  >  RST        resets on connect""");
        }
    }

    @Test
    void failsWhenTheTimeIsUp() throws Exception {
        try (var incoming = Incoming.connected()) {
            assertThat(failureOf(() -> incoming.connectionSoon().wasStalled()))
                    .contains("to have been stalled by the peer,\nbut the peer did not stall within 40 ms.\n");
            assertThat(failureOf(() -> incoming.connectionSoon().vanished()))
                    .contains("to have vanished,\nbut the peer did not vanish within 40 ms.\n");
        }
    }
}
