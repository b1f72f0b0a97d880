/** A walk through what peers can do to a client, printed for a terminal. */
@NullMarked
package dev.peerless.samples.tour;

import org.jspecify.annotations.NullMarked;
