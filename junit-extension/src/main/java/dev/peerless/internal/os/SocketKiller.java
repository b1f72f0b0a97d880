package dev.peerless.internal.os;

import dev.peerless.internal.os.LocalSockets.Outcome;
import dev.peerless.wire.AddressText;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Has the kernel end a TCP socket of this machine from its own side: {@code ss -K} of iproute2, which sends
 * {@code SOCK_DESTROY}. The socket's owner gets ECONNABORTED from its next call, or from the one it waits in; the other
 * end gets a RST.
 *
 * @param program the name or path of {@code ss}
 */
record SocketKiller(String program) {

    private static final int PATIENCE_SECONDS = 5;

    /** Kills the one socket with these ends. Blocks for the time of a small process: some milliseconds. */
    Outcome kill(InetSocketAddress local, InetSocketAddress remote) {
        try {
            // It goes on without the right to kill, and says so; it prints what it did kill.
            var process =
                    new ProcessBuilder(program, "-K", "-tnH", "src", notation(local), "dst", notation(remote)).start();
            try {
                return outcome(process);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException cannotRun) {
            return new Outcome(false, String.valueOf(cannotRun.getMessage()));
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            return new Outcome(false, "interrupted while " + program + " ran");
        }
    }

    private Outcome outcome(Process process) throws IOException, InterruptedException {
        // Its few lines fit into the pipes, so it ends without being read.
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            return new Outcome(false, program + " has not ended within " + PATIENCE_SECONDS + " s");
        }
        var killed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var problem = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return killed.isBlank() ? new Outcome(false, problem.strip()) : new Outcome(true, "");
    }

    private static String notation(InetSocketAddress end) {
        return AddressText.of(end.getAddress().getHostAddress(), end.getPort());
    }
}
