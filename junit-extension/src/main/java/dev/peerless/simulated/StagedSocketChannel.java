package dev.peerless.simulated;

import dev.peerless.simulated.Calls.Real;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.Set;

/** A real channel on whose calls something is staged. */
final class StagedSocketChannel extends SocketChannel implements Underneath {

    private final SocketChannel real;
    private final Calls calls;

    StagedSocketChannel(SocketChannel real, Calls.Staging staging, int number) {
        super(real.provider());
        this.real = real;
        this.calls = staging.of(number, this);
    }

    @Override
    public boolean connect(SocketAddress remote) throws IOException {
        requireOpen();
        return calls.connect(Target.of(remote, false), () -> interruptibly(() -> real.connect(remote)));
    }

    @Override
    public boolean finishConnect() throws IOException {
        return interruptibly(real::finishConnect);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        requireOpen();
        return (int) calls.read(() -> interruptibly(() -> real.read(target)));
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        requireOpen();
        return calls.read(() -> interruptibly(() -> real.read(targets, offset, length)));
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        requireOpen();
        return calls.make(Call.WRITE, () -> interruptibly(() -> real.write(source)));
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        requireOpen();
        return calls.make(Call.WRITE, () -> interruptibly(() -> real.write(sources, offset, length)));
    }

    /** Before anything is staged: what is closed by that is closed in the middle of a call. */
    private void requireOpen() throws ClosedChannelException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
    }

    /** Follows the real channel where that is closed by its call, as a connect that fails does. */
    private <T> T interruptibly(Real<T> call) throws IOException {
        try {
            return betweenBeginAndEnd(call);
        } catch (IOException failure) {
            if (!real.isOpen()) {
                close();
            }
            throw failure;
        }
    }

    /** Says what every channel says whose call was cut short by a close: that of the real one would depend on a race. */
    private <T> T betweenBeginAndEnd(Real<T> call) throws IOException {
        boolean completed = false;
        try {
            begin();
            var result = call.call();
            completed = true;
            return result;
        } finally {
            end(completed);
        }
    }

    @Override
    public SocketChannel bind(SocketAddress local) throws IOException {
        var unused = calls.make(Call.BIND, () -> real.bind(local));
        return this;
    }

    @Override
    protected void implCloseSelectableChannel() throws IOException {
        var unused = calls.make(Call.CLOSE, Real.doing(real::close));
    }

    @Override
    protected void implConfigureBlocking(boolean block) throws IOException {
        real.configureBlocking(block);
    }

    @Override
    public SocketChannel shutdownInput() throws IOException {
        real.shutdownInput();
        return this;
    }

    @Override
    public SocketChannel shutdownOutput() throws IOException {
        real.shutdownOutput();
        return this;
    }

    @Override
    public Socket socket() {
        throw new UnsupportedOperationException(
                "a channel on which something is staged has no socket() view, whose calls"
                        + " would bypass what is staged; use the channel's own methods, setOption among them");
    }

    @Override
    public boolean isConnected() {
        return real.isConnected();
    }

    @Override
    public boolean isConnectionPending() {
        return real.isConnectionPending();
    }

    @Override
    public SocketAddress getRemoteAddress() throws IOException {
        return real.getRemoteAddress();
    }

    @Override
    public SocketAddress getLocalAddress() throws IOException {
        return real.getLocalAddress();
    }

    @Override
    public <T> SocketChannel setOption(SocketOption<T> name, T value) throws IOException {
        real.setOption(name, value);
        return this;
    }

    @Override
    public <T> T getOption(SocketOption<T> name) throws IOException {
        return real.getOption(name);
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return real.supportedOptions();
    }

    @Override
    public boolean isUsable() {
        return isOpen();
    }

    @Override
    public boolean isChannel() {
        return true;
    }

    @Override
    public void closeReally() throws IOException {
        close();
    }

    @Override
    public void wakeReaders() throws IOException {
        real.shutdownInput();
    }

    @Override
    public void resetWhenClosed() throws IOException {
        real.setOption(StandardSocketOptions.SO_LINGER, 0);
    }
}
