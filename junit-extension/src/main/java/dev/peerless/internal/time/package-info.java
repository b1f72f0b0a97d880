/**
 * The one place where time is read.
 */
@NullMarked
package dev.peerless.internal.time;

import org.jspecify.annotations.NullMarked;
