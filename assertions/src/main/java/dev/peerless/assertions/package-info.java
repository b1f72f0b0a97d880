/**
 * AssertJ assertions about how the code under test took what its peer did. {@link
 * dev.peerless.assertions.PeerlessAssertions} is where they begin.
 *
 * <p>An assertion about what may still happen waits for it, woken by what the peer observes and never by looking again
 * and again. What it decides, it decides by the times at which things happened, not by when it looked. An assertion that
 * something does not happen takes the time to watch.
 */
@NullMarked
package dev.peerless.assertions;

import org.jspecify.annotations.NullMarked;
