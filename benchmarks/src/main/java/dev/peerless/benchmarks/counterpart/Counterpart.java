package dev.peerless.benchmarks.counterpart;

import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * One way to have what a test needs on the other end of a connection. None can do everything; what it cannot do throws
 * {@link UnsupportedOperationException}.
 */
public interface Counterpart {

    /** Ends each connection as soon as it is there, with a RST if it can. */
    default Listening endingOnConnect() throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Ends each connection once an HTTP request, or its first byte, has arrived; with a RST if it can. */
    default Listening endingOnRequest() throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Accepts connections, and says nothing on them. */
    default Listening holding() throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Forwards each connection, both ways. */
    default Listening relaying(InetSocketAddress upstream) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** The same, for more connections than its buffers are meant for. */
    default Listening relayingMany(InetSocketAddress upstream) throws IOException {
        return relaying(upstream);
    }
}
