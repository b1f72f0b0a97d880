package dev.peerless.samples.server;

import java.io.IOException;
import java.io.InputStream;

/** What a client sends, counted and forgotten. */
final class Upload {

    private int bytes;

    void readFrom(InputStream in) throws IOException {
        var buffer = new byte[1024];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            bytes += count;
        }
    }

    /** How many bytes have come. */
    int bytes() {
        return bytes;
    }
}
