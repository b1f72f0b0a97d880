package dev.peerless.simulated;

import dev.peerless.simulated.Calls.Real;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Objects;

/** What is written to a staged socket. */
final class StagedOutput extends OutputStream {

    private final Socket socket;
    private final Calls calls;
    private final OutputStream real;

    StagedOutput(Socket socket, Calls calls, OutputStream real) {
        this.socket = socket;
        this.calls = calls;
        this.real = real;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length > 0) {
            var unused = calls.make(Call.WRITE, Real.doing(() -> real.write(bytes, offset, length)));
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
