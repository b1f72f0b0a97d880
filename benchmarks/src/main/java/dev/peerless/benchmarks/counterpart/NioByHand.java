package dev.peerless.benchmarks.counterpart;

import java.io.IOException;
import java.net.InetSocketAddress;

/** A thread with a {@link java.nio.channels.Selector}. */
final class NioByHand implements Counterpart {

    @Override
    public Listening endingOnConnect() throws IOException {
        return HandWrittenHolder.resettingOnConnect();
    }

    @Override
    public Listening endingOnRequest() throws IOException {
        return HandWrittenHolder.resettingAfterByte();
    }

    @Override
    public Listening holding() throws IOException {
        return HandWrittenHolder.holding();
    }

    @Override
    public Listening relaying(InetSocketAddress upstream) throws IOException {
        return new HandWrittenRelay(upstream);
    }
}
