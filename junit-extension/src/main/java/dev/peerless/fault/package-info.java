/**
 * Faults as immutable data: a {@linkplain dev.peerless.fault.Trigger trigger}, an {@linkplain dev.peerless.fault.Effect effect}
 * and the {@linkplain dev.peerless.fault.Connections connections} they are meant for. Nothing in here performs I/O.
 */
@NullMarked
package dev.peerless.fault;

import org.jspecify.annotations.NullMarked;
