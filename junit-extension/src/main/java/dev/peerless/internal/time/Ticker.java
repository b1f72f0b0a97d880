package dev.peerless.internal.time;

/** Tells the time in nanoseconds, from an arbitrary origin. Everything that reads time is given one. */
@FunctionalInterface
public interface Ticker {

    /** The machine's monotonic clock. The only reading of it in this module. */
    Ticker SYSTEM = System::nanoTime;

    long now();
}
