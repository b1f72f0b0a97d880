/** Code without I/O, measured by JMH. {@link dev.peerless.benchmarks.Benchmarks} runs it as the part {@code jmh}. */
@NullMarked
package dev.peerless.benchmarks.pure;

import org.jspecify.annotations.NullMarked;
