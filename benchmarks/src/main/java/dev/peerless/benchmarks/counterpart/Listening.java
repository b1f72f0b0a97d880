package dev.peerless.benchmarks.counterpart;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Something that listens on a port of the loopback until it is closed. */
public interface Listening extends AutoCloseable {

    int port();

    default InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port());
    }

    @Override
    void close() throws IOException;

    /** For what says its port and how to close it. */
    static Listening on(int port, Closing closing) {
        return new Listening() {
            @Override
            public int port() {
                return port;
            }

            @Override
            public void close() throws IOException {
                closing.close();
            }
        };
    }

    /** Gives back what it took. */
    interface Closing {
        void close() throws IOException;
    }
}
