package dev.peerless.internal.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.peerless.fault.UnsupportedFaultException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere a full queue does not ignore connects")
class FullQueueTest {

    private static ServerSocket listening(int backlog) throws IOException {
        return new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
    }

    private static InetSocketAddress address(ServerSocket server) {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    private static void assertIgnored(InetSocketAddress address) throws IOException {
        try (var socket = new Socket()) {
            assertThatThrownBy(() -> socket.connect(address, 200)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void ignoresConnects() throws Exception {
        try (var server = listening(FullQueue.BACKLOG)) {
            var queue = FullQueue.of(address(server));
            assertIgnored(address(server));
            queue.close();
        }
    }

    @Test
    void ignoresConnectsThoughOthersWereThereFirst() throws Exception {
        try (var server = listening(FullQueue.BACKLOG);
                var one = new Socket("127.0.0.1", server.getLocalPort());
                var other = new Socket("127.0.0.1", server.getLocalPort())) {
            var queue = FullQueue.of(address(server));
            assertIgnored(address(server));
            assertThat(queue.holds(one.getLocalSocketAddress())).isFalse();
            assertThat(queue.holds(other.getLocalSocketAddress())).isFalse();
            queue.close();
        }
    }

    @Test
    void leavesNobodyThereIfItIsInterrupted() throws Exception {
        try (var server = listening(FullQueue.BACKLOG)) {
            server.setSoTimeout(60_000);
            var thrown = new CompletableFuture<Throwable>();
            var filling = new Thread(
                    () -> thrown.complete(catchThrowable(() -> FullQueue.of(address(server), Duration.ofHours(1)))));
            filling.start();
            try (var filler = server.accept();
                    var next = server.accept()) {
                assertThat(next.isConnected()).isTrue();
                filling.interrupt();

                assertThat(thrown.get(60, TimeUnit.SECONDS)).isInstanceOf(ClosedByInterruptException.class);
                filler.setSoTimeout(60_000);
                assertThatThrownBy(() -> filler.getInputStream().read()).hasMessage("Connection reset");
            }
        }
    }

    /** So looks a system whose queue never drops anything: every probe is answered. */
    @Test
    void isRefusedWhereTheProbeIsAnswered() throws Exception {
        try (var server = listening(1000)) {
            server.setSoTimeout(60_000);

            assertThatThrownBy(() -> FullQueue.of(address(server)))
                    .isExactlyInstanceOf(UnsupportedFaultException.class)
                    .hasMessage("Connects that go unanswered need an accept queue that drops what it cannot take,"
                            + " but here 32 connects to a queue of 8 were answered.");

            var ends = new ArrayList<String>();
            for (int i = 0; i < 32; i++) {
                try (var probe = server.accept()) {
                    probe.setSoTimeout(60_000);
                    ends.add(String.valueOf(probe.getInputStream().read()));
                } catch (IOException reset) {
                    ends.add(reset.getMessage());
                }
            }
            assertThat(ends).containsOnly("Connection reset");
        }
    }
}
