package dev.peerless.plan;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;

/** Where a peer may listen. */
final class Listening {

    private Listening() {}

    static void check(Role role, InetAddress address) {
        if (address.isLoopbackAddress()) {
            return;
        }
        if (role instanceof Role.Client) {
            throw new IllegalArgumentException(
                    "a client peer dials and listens to nobody, so it cannot listen on " + address.getHostAddress());
        }
        if (!address.isAnyLocalAddress() && !isOfThisMachine(address)) {
            throw new IllegalArgumentException(
                    "a peer listens on an address of this machine, or on 0.0.0.0 or :: for all" + " of them, but "
                            + address.getHostAddress() + " is none");
        }
    }

    private static boolean isOfThisMachine(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unknown) {
            // Who binds it will say what is wrong with it.
            return true;
        }
    }
}
