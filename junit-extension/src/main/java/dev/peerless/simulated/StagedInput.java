package dev.peerless.simulated;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Objects;

/** What a staged socket is read from. What is not overridden reads by what is. */
final class StagedInput extends InputStream {

    private final Socket socket;
    private final Calls calls;
    private final InputStream real;

    StagedInput(Socket socket, Calls calls, InputStream real) {
        this.socket = socket;
        this.calls = calls;
        this.real = real;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        return length == 0 ? 0 : (int) calls.read(() -> real.read(bytes, offset, length));
    }

    @Override
    public int available() throws IOException {
        return real.available();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
