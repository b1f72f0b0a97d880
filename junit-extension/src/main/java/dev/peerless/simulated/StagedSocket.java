package dev.peerless.simulated;

import dev.peerless.simulated.Calls.Real;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** A real socket on whose calls something is staged. */
final class StagedSocket extends Socket implements Underneath {

    private final Calls calls;
    /** What its user reads from; kept when its readers were woken, since none can be had afterwards. */
    private volatile @Nullable InputStream wokenInput;

    StagedSocket(Calls.Staging staging, int number) {
        calls = staging.of(number, this);
    }

    /** Connects by name; what is staged comes before the name is looked up. */
    void connect(String host, int port) throws IOException {
        var unused = calls.connect(
                new Target(host, false), Real.doing(() -> super.connect(new InetSocketAddress(host, port), 0)));
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
        connect(endpoint, 0);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        var unused =
                calls.connect(Target.of(endpoint, timeout > 0), Real.doing(() -> super.connect(endpoint, timeout)));
    }

    @Override
    public void bind(SocketAddress bindpoint) throws IOException {
        var unused = calls.make(Call.BIND, Real.doing(() -> super.bind(bindpoint)));
    }

    @Override
    public InputStream getInputStream() throws IOException {
        var woken = wokenInput;
        var real = woken == null || isClosed() ? super.getInputStream() : woken;
        return new StagedInput(this, calls, real);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new StagedOutput(this, calls, super.getOutputStream());
    }

    @Override
    public void sendUrgentData(int data) throws IOException {
        var unused = calls.make(Call.WRITE, Real.doing(() -> super.sendUrgentData(data)));
    }

    @Override
    public boolean isInputShutdown() {
        return wokenInput == null && super.isInputShutdown();
    }

    @Override
    public void shutdownInput() throws IOException {
        if (wokenInput == null) {
            super.shutdownInput();
        }
    }

    @Override
    public synchronized void close() throws IOException {
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
    public void ensureDescriptor() throws IOException {
        var unused = super.getReuseAddress();
    }

    @Override
    public void wakeReaders() throws IOException {
        if (!super.isInputShutdown()) {
            wokenInput = super.getInputStream();
            super.shutdownInput();
        }
    }

    @Override
    public void resetWhenClosed() throws IOException {
        setSoLinger(true, 0);
    }
}
