/**
 * Peers that misbehave on purpose: the programming interface that works without any test framework.
 */
@NullMarked
package dev.peerless.peer;

import org.jspecify.annotations.NullMarked;
