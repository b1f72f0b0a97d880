/**
 * Bytes as they travel: the one type all other packages share.
 */
@NullMarked
package dev.peerless.wire;

import org.jspecify.annotations.NullMarked;
