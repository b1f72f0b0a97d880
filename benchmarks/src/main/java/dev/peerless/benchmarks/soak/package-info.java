/** Runs the tests again and again under load: a kit that flakes or leaks is worth nothing. */
@NullMarked
package dev.peerless.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
