/**
 * JUnit Jupiter annotations that stage misbehaving peers, and the extension behind them.
 */
@NullMarked
package dev.peerless.junit;

import org.jspecify.annotations.NullMarked;
