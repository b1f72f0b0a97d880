/**
 * What was observed on the wire: {@linkplain dev.peerless.transcript.WireEvent events} in order, and their text form.
 */
@NullMarked
package dev.peerless.transcript;

import org.jspecify.annotations.NullMarked;
