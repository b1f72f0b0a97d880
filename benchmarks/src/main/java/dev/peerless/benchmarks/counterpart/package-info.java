/**
 * What Peerless is compared with: the same by hand, and other kits. Each {@link dev.peerless.benchmarks.counterpart.Kit}
 * is used through the one small interface {@link dev.peerless.benchmarks.counterpart.Counterpart}.
 */
@NullMarked
package dev.peerless.benchmarks.counterpart;

import org.jspecify.annotations.NullMarked;
