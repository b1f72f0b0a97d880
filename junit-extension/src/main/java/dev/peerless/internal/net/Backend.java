package dev.peerless.internal.net;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What stands behind a served connection: the stub's conversation, or the relay's upstream. One that does not care for
 * something need not implement it.
 */
interface Backend {

    /** Nobody: before there is a backend. */
    Backend NONE = new Backend() {};

    /** The connection was accepted and lives. */
    default void connected() throws IOException {}

    /** Takes all bytes of the buffer, which belongs to the loop. */
    default void received(ByteBuffer bytes) throws IOException {}

    /** The code under test has sent its FIN. */
    default void finished() throws IOException {}

    /** Tells whether it takes more bytes now; if not, the connection is not read until it says so. */
    default boolean takesMore() {
        return false;
    }

    /** The connection takes bytes again after it had to keep some. */
    default void drained() throws IOException {}

    /** So many bytes of those that were given to the connection have gone out, the next in order. */
    default void sent(long bytes) throws IOException {}

    /** The connection has ended with a RST, from whichever side: what is behind it ends likewise. */
    default void reset() throws IOException {}

    /** The peer sends no more to the code under test and discards what still comes from it. */
    default void closed() throws IOException {}

    /** The peer itself is being closed: everything behind goes at once, without ceremony. */
    default void abandoned() throws IOException {}

    /** Nothing goes to the code under test any more, and whoever is behind must not notice. */
    default void discard() {}

    /** Takes what has come for nobody, in order and behind all that was received: only what it says is to be known. */
    default void overheard(ByteBuffer bytes) throws IOException {}

    /** Something that has come is lost before it could be known what it says. */
    default void lost() {}

    /** Gives what the test itself speaks on: the wire, unless there is TLS between. */
    default Line line(Line wire) {
        return wire;
    }

    /** Tells whether it has given all that it says of its own accord. */
    default boolean hasSaid() {
        return true;
    }
}
