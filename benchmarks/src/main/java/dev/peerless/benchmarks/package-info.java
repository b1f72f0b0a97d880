/**
 * What Peerless costs, each time beside the same by hand and other kits in the same run. {@link
 * dev.peerless.benchmarks.Benchmarks} runs them.
 */
@NullMarked
package dev.peerless.benchmarks;

import org.jspecify.annotations.NullMarked;
