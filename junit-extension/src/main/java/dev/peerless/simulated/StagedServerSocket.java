package dev.peerless.simulated;

import dev.peerless.simulated.Calls.Real;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;

/** A real listening socket on whose calls something is staged; what it accepts are plain sockets. */
final class StagedServerSocket extends ServerSocket implements Underneath {

    private final Calls calls;

    StagedServerSocket(Calls.Staging staging, int number) throws IOException {
        calls = staging.of(number, this);
    }

    @Override
    public void bind(SocketAddress endpoint) throws IOException {
        // As many as a ServerSocket has by default.
        bind(endpoint, 50);
    }

    @Override
    public void bind(SocketAddress endpoint, int backlog) throws IOException {
        var unused = calls.make(Call.BIND, Real.doing(() -> super.bind(endpoint, backlog)));
    }

    @Override
    public Socket accept() throws IOException {
        return calls.make(Call.ACCEPT, super::accept);
    }

    @Override
    public void close() throws IOException {
        if (!isClosed()) {
            var unused = calls.make(Call.CLOSE, Real.doing(super::close));
        }
    }

    @Override
    public boolean isUsable() {
        return !isClosed();
    }

    @Override
    public boolean isChannel() {
        return false;
    }

    @Override
    public void closeReally() throws IOException {
        super.close();
    }

    @Override
    public void wakeReaders() {
        // Nobody reads from it.
    }

    @Override
    public void resetWhenClosed() {
        // It has no connection.
    }
}
