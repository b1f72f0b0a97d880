/**
 * What the operating system shows of sockets and descriptors, where it shows it.
 */
@NullMarked
package dev.peerless.internal.os;

import org.jspecify.annotations.NullMarked;
