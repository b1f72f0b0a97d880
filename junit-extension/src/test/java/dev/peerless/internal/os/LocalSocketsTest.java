package dev.peerless.internal.os;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LocalSocketsTest {

    @Test
    void tellsOfAKillThatFailedUnexpectedly() {
        var outcome = LocalSockets.outcome(() -> {
            throw new IllegalStateException("no process could be started");
        });

        assertThat(outcome.killed()).isFalse();
        assertThat(outcome.problem())
                .isEqualTo(
                        "the socket could not be killed: java.lang.IllegalStateException: no process could be started");
    }

    @Test
    void passesOnWhatBecameOfIt() {
        var killed = new LocalSockets.Outcome(true, "");

        assertThat(LocalSockets.outcome(() -> killed)).isSameAs(killed);
    }
}
