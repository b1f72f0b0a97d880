package dev.peerless.plan;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;

/** Where a peer may listen. */
final class Listening {

    private static final String IPV4_ALONE = "java.net.preferIPv4Stack";

    private Listening() {}

    static void check(Role role, InetAddress address) {
        checkFamily(address, Boolean.getBoolean(IPV4_ALONE));
        if (address.isLoopbackAddress()) {
            return;
        }
        checkListens(role, address);
        if (!address.isAnyLocalAddress() && !isOfThisMachine(address)) {
            throw new IllegalArgumentException(
                    "a peer listens on an address of this machine, or on 0.0.0.0 or :: for all of them, but "
                            + address.getHostAddress() + " is none");
        }
    }

    static void checkFamily(InetAddress address, boolean ipv4Alone) {
        if (ipv4Alone && address instanceof Inet6Address) {
            throw new IllegalArgumentException("this JVM speaks IPv4 alone (-D" + IPV4_ALONE
                    + "=true), so a peer cannot listen on " + address.getHostAddress());
        }
    }

    /** For an address that somebody has named, be it loopback. */
    static void checkListens(Role role, InetAddress address) {
        if (role instanceof Role.Client) {
            throw new IllegalArgumentException(
                    "a client peer dials and listens to nobody, so it cannot listen on " + address.getHostAddress());
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
