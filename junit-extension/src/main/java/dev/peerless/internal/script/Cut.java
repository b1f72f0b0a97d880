package dev.peerless.internal.script;

import dev.peerless.fault.Fault;
import java.util.List;

/**
 * What becomes of a chunk of bytes.
 *
 * @param passing how many bytes go on as if nothing were
 * @param strikes the faults that strike instead of the answer to the last of them, in order; only if there are some may
 *     bytes be left
 */
public record Cut(int passing, List<Fault> strikes) {}
