package dev.peerless.peer;

import java.net.InetAddress;

/** Tells that a peer can be reached from elsewhere. */
final class Exposure {

    private static final System.Logger LOG = System.getLogger("dev.peerless.peer");

    private Exposure() {}

    static void warn(InetAddress address, int port) {
        LOG.log(
                System.Logger.Level.WARNING,
                "A peer listens on " + address.getHostAddress()
                        + (address.isAnyLocalAddress()
                                ? ", which is every address of this machine, and not on loopback alone"
                                : ", which is not loopback")
                        + ": until it is closed, anyone who can reach port " + port
                        + " there can connect to it and use it.");
    }
}
