package dev.peerless.benchmarks.counterpart;

import java.io.IOException;
import java.net.InetSocketAddress;

/** A {@link java.net.ServerSocket}, and threads. */
final class ThreadsByHand implements Counterpart {

    @Override
    public Listening endingOnConnect() throws IOException {
        return HandWrittenPeer.resettingOnConnect();
    }

    @Override
    public Listening endingOnRequest() throws IOException {
        return HandWrittenPeer.resettingAfterByte();
    }

    @Override
    public Listening relaying(InetSocketAddress upstream) throws IOException {
        return new HandWrittenThreads(upstream);
    }
}
