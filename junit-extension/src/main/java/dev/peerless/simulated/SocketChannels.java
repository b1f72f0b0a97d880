package dev.peerless.simulated;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;
import org.apiguardian.api.API;

/**
 * Makes real socket channels on whose calls something is staged.
 *
 * <p>They are for code that reads and writes a channel by itself, blocking or not. They cannot be registered with a
 * selector, which takes only channels of the JDK itself ({@code IllegalSelectorException}), and have no {@code socket()}
 * view ({@code UnsupportedOperationException}).
 *
 * <p>Any thread may use it. Channels are numbered in the order in which they are made, from 1.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SocketChannels {

    private final Calls.Staging staging;
    private final AtomicInteger made = new AtomicInteger();

    SocketChannels(Calls.Staging staging) {
        this.staging = staging;
    }

    /**
     * Opens a channel, as {@link SocketChannel#open()} does.
     *
     * @return the channel, not connected
     * @throws IOException if it cannot be opened
     */
    public SocketChannel open() throws IOException {
        return around(SocketChannel.open());
    }

    /**
     * Opens a channel and connects it, as {@link SocketChannel#open(SocketAddress)} does.
     *
     * @param remote where to
     * @return the channel
     * @throws IOException if it cannot be opened or connected
     */
    public SocketChannel open(SocketAddress remote) throws IOException {
        var channel = open();
        try {
            channel.connect(remote);
            return channel;
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    /**
     * Puts a channel around one that is there already: a connection accepted by a server under test, for instance.
     *
     * @param real the channel on which the calls are really made, and which is closed together with the result
     * @return the channel to be used instead
     * @throws IOException if the result cannot take over whether it blocks
     */
    public SocketChannel around(SocketChannel real) throws IOException {
        var channel = new StagedSocketChannel(real, staging, made.incrementAndGet());
        channel.configureBlocking(real.isBlocking());
        return channel;
    }
}
