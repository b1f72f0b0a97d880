/**
 * TLS without sockets: certificates made in memory, contexts that use and trust them, and the step from records to
 * plaintext and back.
 */
@NullMarked
package dev.peerless.internal.tls;

import org.jspecify.annotations.NullMarked;
