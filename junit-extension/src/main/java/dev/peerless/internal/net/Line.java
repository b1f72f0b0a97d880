package dev.peerless.internal.net;

import dev.peerless.transcript.Origin;
import java.io.IOException;
import java.nio.ByteBuffer;

/** What a stub speaks on: the connection itself, or TLS in between. */
interface Line {

    /** Takes all bytes, to be sent after all that was to be sent before. */
    void send(ByteBuffer bytes) throws IOException;

    /** Ends what is sent, after all that is still to be sent. */
    void finish(Origin origin) throws IOException;

    /** Tells how many bytes wait to be sent. */
    long unsent();
}
