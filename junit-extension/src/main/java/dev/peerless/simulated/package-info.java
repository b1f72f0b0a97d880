/**
 * The code under test's own sockets: failures that no peer can cause, {@linkplain dev.peerless.simulated.Simulated
 * simulated}, and one that needs no simulation, {@linkplain dev.peerless.simulated.OwnClose closing} a socket while
 * another thread waits in it.
 *
 * <p>Both work on real sockets, for code that takes a {@code SocketFactory}, a {@code ServerSocketFactory} or a
 * {@code SocketChannel}. Nothing here needs a peer, JUnit or a right of the operating system.
 */
@NullMarked
package dev.peerless.simulated;

import org.jspecify.annotations.NullMarked;
