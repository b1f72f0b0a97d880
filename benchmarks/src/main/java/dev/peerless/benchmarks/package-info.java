/**
 * What Peerless costs, each time against the same done by hand in the same run. {@link
 * dev.peerless.benchmarks.Benchmarks} runs them.
 */
@NullMarked
package dev.peerless.benchmarks;

import org.jspecify.annotations.NullMarked;
