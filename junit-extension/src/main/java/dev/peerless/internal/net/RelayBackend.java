package dev.peerless.internal.net;

import dev.peerless.transcript.Origin;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * The upstream side of a relayed connection. Bytes go through the loop's buffer; only what the other side does not take
 * is kept, and then its source is not read until it has. A FIN goes on as a FIN once all before it has gone, a RST as a
 * RST.
 */
final class RelayBackend implements Backend, EventLoop.Ready {

    private final ServedConnection connection;
    private final EventLoop loop;
    private final InetSocketAddress address;
    private final SocketChannel upstream;
    private final Outbox toUpstream = new Outbox();
    private @Nullable SelectionKey key;
    private boolean established;
    private boolean clientFinished;
    private boolean finSent;
    private boolean upstreamFinished;
    private boolean discarding;
    private boolean over;

    RelayBackend(ServedConnection connection, EventLoop loop, InetSocketAddress address) throws IOException {
        this.connection = connection;
        this.loop = loop;
        this.address = address;
        this.upstream = SocketChannel.open();
    }

    @Override
    public void connected() throws IOException {
        upstream.configureBlocking(false);
        upstream.setOption(StandardSocketOptions.TCP_NODELAY, true);
        key = loop.register(upstream, SelectionKey.OP_CONNECT, this);
        try {
            if (upstream.connect(address)) {
                established();
            }
        } catch (IOException refused) {
            refused(refused);
        }
    }

    private void established() throws IOException {
        established = true;
        updateInterest();
        connection.updateInterest();
    }

    private void refused(IOException reason) throws IOException {
        end();
        // An upstream that accepts and resets at once fails the connect, too, but not for want of a server.
        boolean unreachable = reason instanceof ConnectException || reason instanceof NoRouteToHostException;
        connection.reset(new Origin.ByUpstream(unreachable ? "could not be reached: " + reason.getMessage() : "reset"));
    }

    @Override
    public void ready(SelectionKey ready) throws IOException {
        if (ready.isConnectable()) {
            try {
                upstream.finishConnect();
            } catch (IOException reason) {
                refused(reason);
                return;
            }
            established();
            return;
        }
        if (ready.isWritable()) {
            flush();
        }
        if (!over && ready.isValid() && ready.isReadable()) {
            read();
        }
    }

    @Override
    public void failed(Throwable failure) {
        connection.failed(failure);
    }

    private void read() throws IOException {
        var bytes = loop.buffer();
        if (!discarding) {
            bytes.limit((int) Math.min(bytes.capacity(), connection.room()));
        }
        int count;
        try {
            count = upstream.read(bytes);
        } catch (IOException reset) {
            upstreamReset();
            return;
        }
        if (count < 0) {
            upstreamFinished = true;
            connection.finish(new Origin.ByUpstream("closed"));
            endIfBothFinished();
        } else if (!discarding) {
            connection.send(bytes.flip());
        }
        updateInterest();
    }

    private void upstreamReset() throws IOException {
        end();
        connection.reset(new Origin.ByUpstream("reset"));
    }

    @Override
    public void received(ByteBuffer bytes) throws IOException {
        if (over || finSent) {
            bytes.position(bytes.limit());
            return;
        }
        if (toUpstream.isEmpty() && !write(bytes)) {
            return;
        }
        toUpstream.keep(bytes);
        if (!toUpstream.isEmpty()) {
            updateInterest();
        }
    }

    /** Writes what the kernel takes, and tells whether the upstream is still there. */
    private boolean write(ByteBuffer bytes) throws IOException {
        int end = bytes.limit();
        try {
            int written;
            do {
                bytes.limit(bytes.position() + Outbox.piece(bytes));
                written = upstream.write(bytes);
                bytes.limit(end);
            } while (written > 0 && bytes.hasRemaining());
            return true;
        } catch (IOException reset) {
            bytes.limit(end).position(end);
            upstreamReset();
            return false;
        }
    }

    private void flush() throws IOException {
        for (var first = toUpstream.first(); first != null; first = toUpstream.first()) {
            int before = first.remaining();
            if (!write(first)) {
                return;
            }
            toUpstream.sent(before - first.remaining());
            if (first.hasRemaining()) {
                break;
            }
        }
        passFin();
        updateInterest();
        connection.updateInterest();
    }

    @Override
    public void finished() throws IOException {
        clientFinished = true;
        passFin();
    }

    private void passFin() throws IOException {
        if (clientFinished && !finSent && !over && toUpstream.isEmpty()) {
            finSent = true;
            Hangup.fin(upstream);
            endIfBothFinished();
        }
    }

    private void endIfBothFinished() throws IOException {
        if (finSent && upstreamFinished) {
            end();
        }
    }

    @Override
    public boolean takesMore() {
        return established && toUpstream.isEmpty();
    }

    @Override
    public void drained() {
        updateInterest();
    }

    /** Reads on as long as the client's side takes bytes, or nobody wants them any more. */
    private void updateInterest() {
        if (over || key == null || !established) {
            return;
        }
        boolean reads = !upstreamFinished && (discarding || connection.room() > 0);
        key.interestOps((reads ? SelectionKey.OP_READ : 0) | (toUpstream.isEmpty() ? 0 : SelectionKey.OP_WRITE));
    }

    @Override
    public void reset() throws IOException {
        if (!over) {
            over = true;
            Hangup.rst(loop, upstream);
        }
    }

    /** A FIN: closing the socket would send a RST if the upstream has said something that nobody read. */
    @Override
    public void closed() throws IOException {
        if (over || !established) {
            end();
            return;
        }
        toUpstream.clear();
        discarding = true;
        clientFinished = true;
        passFin();
        updateInterest();
    }

    @Override
    public void abandoned() throws IOException {
        if (!over) {
            over = true;
            Hangup.rstLater(upstream);
        }
    }

    @Override
    public void discard() {
        discarding = true;
        updateInterest();
    }

    private void end() throws IOException {
        if (!over) {
            over = true;
            Hangup.close(loop, upstream);
        }
    }
}
