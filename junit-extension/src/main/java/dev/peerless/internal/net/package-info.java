/**
 * Event loops, listeners and connections. They carry out what the script decides and record what they did.
 */
@NullMarked
package dev.peerless.internal.net;

import org.jspecify.annotations.NullMarked;
