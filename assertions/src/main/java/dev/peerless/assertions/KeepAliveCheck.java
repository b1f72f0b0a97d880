package dev.peerless.assertions;

import dev.peerless.fault.DurationText;
import dev.peerless.peer.Connection;
import dev.peerless.wire.TcpState;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Waits for a keep-alive timer at the code under test's end, whoever has set it and however deep in a library. */
final class KeepAliveCheck extends KernelCheck {

    private final @Nullable Duration idle;

    /**
     * @param idle when the next probe is due at the latest, or {@code null} for any time
     */
    KeepAliveCheck(ConnectionScope scope, @Nullable Duration idle) {
        super(scope);
        this.idle = idle;
    }

    @Override
    String expectation() {
        return "to have keep-alive on at the code under test's end"
                + (idle == null ? "" : ", with a first probe after at most " + DurationText.of(idle) + " of idleness");
    }

    @Override
    @Nullable
    String otherwise(Connection connection, TcpState state) {
        var due = connection.nextKeepAliveProbe();
        if (due.isEmpty()) {
            return "no timer ran for a probe in " + state;
        }
        return idle == null || due.get().compareTo(idle) <= 0
                ? null
                : "the next probe was due in " + DurationText.of(due.get().truncatedTo(ChronoUnit.SECONDS));
    }
}
