package dev.peerless.internal.os;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Optional;

/** Finds out whether sockets can be killed here, by killing one of a pair of its own. */
final class KillTrial {

    /** It is dead when the killing has returned, so this is only for one that lives on. */
    private static final int LIFE_SIGN_MILLIS = 100;

    private KillTrial() {}

    static Optional<String> whyNot(String system, SocketKiller killer) {
        if (!system.toLowerCase(Locale.ROOT).contains("linux")) {
            return Optional.of("only Linux ends a socket from its own side on demand, and this is " + system);
        }
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var victim = new Socket(listener.getInetAddress(), listener.getLocalPort());
                var other = listener.accept()) {
            var outcome = killer.kill((InetSocketAddress) victim.getLocalSocketAddress(), (InetSocketAddress)
                    other.getLocalSocketAddress());
            if (outcome.killed() && isDead(victim)) {
                return Optional.empty();
            }
            return Optional.of(reason(killer.program(), outcome.problem()));
        } catch (IOException noLoopback) {
            return Optional.of("it could not be tried on loopback: " + noLoopback.getMessage());
        }
    }

    private static boolean isDead(Socket victim) throws IOException {
        victim.setSoTimeout(LIFE_SIGN_MILLIS);
        try {
            return victim.getInputStream().read() < 0;
        } catch (SocketTimeoutException alive) {
            return false;
        } catch (SocketException dead) {
            return true;
        }
    }

    private static String reason(String program, String problem) {
        if (problem.isEmpty()) {
            return program + " -K has no effect here: this kernel was built without CONFIG_INET_DIAG_DESTROY";
        } else if (problem.contains("not permitted")) {
            return program + " -K may not end a socket here (" + problem
                    + "): that takes root, or a network namespace of the test's own (unshare -Urn)";
        }
        return program + " -K of iproute2 does not work here: " + problem;
    }
}
