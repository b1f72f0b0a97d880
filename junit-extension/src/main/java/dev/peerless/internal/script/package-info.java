/**
 * Pure decisions: which fault strikes at which byte and at which time. No sockets, no threads, no clock.
 */
@NullMarked
package dev.peerless.internal.script;

import org.jspecify.annotations.NullMarked;
