package dev.peerless.samples.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;

/** The report that the servers send: rows of 64 bytes. */
public final class Report {

    /** 12.8 MB: more than the buffers of both kernels take, so the server is still sending when the browser is gone. */
    public static final int LONG = 200_000;

    private int written;

    void writeTo(OutputStream out, int rows) throws IOException {
        for (int row = 1; row <= rows; row++) {
            out.write(String.format("row %059d\n", row).getBytes(US_ASCII));
            written = row;
        }
    }

    /** How many rows went into the stream. */
    int written() {
        return written;
    }
}
