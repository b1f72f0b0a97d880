package dev.peerless.assertions;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;

import java.time.Duration;

/** How long assertions under test wait. */
final class Waits {

    /** To see the time run out. */
    static final Duration SHORT = ofMillis(40);

    /** Never reached: what uses it ends early. */
    static final Duration FAR = ofMinutes(10);

    /** How long a socket of a test reads: a read does not mind the interrupt of a test's timeout. */
    static final int READ_MILLIS = 30_000;

    private Waits() {}
}
