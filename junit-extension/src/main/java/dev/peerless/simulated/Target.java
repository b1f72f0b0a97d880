package dev.peerless.simulated;

import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * Where a connect goes.
 *
 * @param host as it was given
 * @param timed whether it was given a time limit
 */
record Target(String host, boolean timed) {

    static Target of(SocketAddress address, boolean timed) {
        return new Target(
                address instanceof InetSocketAddress inet ? inet.getHostString() : String.valueOf(address), timed);
    }
}
