package dev.peerless.assertions;

import dev.peerless.fault.DurationText;
import java.time.Duration;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What the code under test is expected to do after it has lost a connection and given it up: {@link #ANY}, {@link
 * #RECONNECTS} or {@link #staysAwayFor(Duration)}.
 *
 * <p>Immutable, so safe for use by several threads.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Recovery {

    /** Whatever it likes. */
    public static final Recovery ANY = new Recovery("whatever it likes", null);

    /** It connects to the same peer again, after the loss. This is waited for. */
    public static final Recovery RECONNECTS = new Recovery("reconnects", null);

    private final String name;
    private final @Nullable Duration away;

    private Recovery(String name, @Nullable Duration away) {
        this.name = name;
        this.away = away;
    }

    /**
     * It does not connect to the same peer again, neither between the loss and the release nor for some time after the
     * release was seen. An assertion that passes takes that time.
     *
     * @param watch how long to watch, from when the assertion has seen that the lost connection was given up
     * @return that it stays away for so long
     * @throws IllegalArgumentException if the time is not positive
     */
    public static Recovery staysAwayFor(Duration watch) {
        return new Recovery("stays away for " + DurationText.of(Times.positive(watch)), watch);
    }

    /** How long it is not to come again; {@code null} if it may. */
    @Nullable
    Duration away() {
        return away;
    }

    @Override
    public String toString() {
        return name;
    }
}
