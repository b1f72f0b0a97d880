package dev.peerless.internal.time;

import java.time.Instant;

/** Tells the time in nanoseconds, from an arbitrary origin. Everything that reads time is given one. */
@FunctionalInterface
public interface Ticker {

    /** The machine's monotonic clock. The only reading of it in this module. */
    Ticker SYSTEM = System::nanoTime;

    long now();

    /** The machine's date, for what has to be valid by it. The only reading of it in this module. */
    static Instant today() {
        return Instant.now();
    }
}
