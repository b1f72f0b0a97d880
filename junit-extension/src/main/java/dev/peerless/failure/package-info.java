/**
 * Tells what an exception means for a connection: {@link dev.peerless.failure.NetworkFailure} names what happened on
 * the wire, {@link dev.peerless.failure.Diagnosis} shows which link of a cause chain told so.
 *
 * <p>One fault shows up as many exceptions: by operating system, language, JDK, client library, and by whether the code
 * under test read or wrote first. Classes are trusted first, then texts that are known to the letter. Whatever is not
 * known stays {@link dev.peerless.failure.NetworkFailure#UNKNOWN UNKNOWN}.
 */
@NullMarked
package dev.peerless.failure;

import org.jspecify.annotations.NullMarked;
