package dev.peerless.internal.net;

import dev.peerless.transcript.Origin;
import java.io.IOException;
import java.nio.ByteBuffer;

/** What can be done to a living connection, by a fault or by the test. Event loop only. */
public interface LiveControl {

    void reset(Origin origin) throws IOException;

    void close(Origin origin);

    void closeAtOnce(Origin origin) throws IOException;

    void halfClose(Origin origin) throws IOException;

    void stall(Origin origin);

    void resume(Origin origin) throws IOException;

    void vanish(Origin origin) throws IOException;

    /** Has the machine of the code under test end its socket. */
    void abort(Origin origin);

    /** Ends the connection as the kernel does for a process that dies. */
    void crash(Origin origin) throws IOException;

    /** Sends bytes after all that was to be sent before. */
    void send(ByteBuffer bytes) throws IOException;

    /** Has the faults strike whose trigger is on demand, and tells whether there were any. */
    boolean fire() throws IOException;

    /** Tells whether a fault whose trigger is on demand has struck. */
    boolean hasFired();
}
