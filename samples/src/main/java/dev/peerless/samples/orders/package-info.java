/** A small client as many are written: the code under test of the tour and of the guides. */
@NullMarked
package dev.peerless.samples.orders;

import org.jspecify.annotations.NullMarked;
