/**
 * The append-only record of wire events, the one thing that crosses threads.
 */
@NullMarked
package dev.peerless.internal.log;

import org.jspecify.annotations.NullMarked;
